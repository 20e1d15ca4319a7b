import { ChevronDown, CircleSlash } from 'lucide-react';
import type { RehearsedRegion } from '#lib/alerts/rehearsal.ts';
import { RegionMark } from '#components/region/region-mark.tsx';
import { RehearsedNumbers } from './rehearsed-numbers.tsx';
import { useRegionWords } from './use-region-words.ts';

/** A region: closed, how many hear and how many are left out; opened, what each phone gets, or why it gets nothing. */
export function RehearsedRegionRow({ region, at }: { region: RehearsedRegion; at: string }) {
  const { told, leftOut } = useRegionWords(region, at);
  return (
    <details className="group/region">
      <summary className="-mx-2 flex min-h-12 list-none items-center gap-3 rounded-md px-2 py-1.5 -outline-offset-2 hover:bg-sunken">
        <RegionMark markText={region.markText} markColor={region.markColor} className="size-7 shrink-0" />
        <div className="min-w-0 flex-1">
          <h3 className="text-base wrap-anywhere">{region.name}</h3>
          <p className="figures flex flex-wrap gap-x-3 text-sm">
            <span className="text-pretty text-muted">{told}</span>
            {leftOut === null ? null : (
              <span className="flex min-w-0 gap-1.5 text-pretty">
                <CircleSlash aria-hidden="true" className="mt-[0.2em] size-3.5 shrink-0" />
                {leftOut}
              </span>
            )}
          </p>
        </div>
        <ChevronDown
          aria-hidden="true"
          className="size-5 shrink-0 text-muted transition-[rotate] duration-160 group-open/region:rotate-180"
        />
      </summary>
      <ul className="grid gap-2 ps-10 pt-1 pb-4">
        {region.lines.map((line) => (
          <RehearsedNumbers
            key={JSON.stringify(line.outcome)}
            line={line}
            timeZone={region.timeZone}
            at={at}
          />
        ))}
      </ul>
    </details>
  );
}
