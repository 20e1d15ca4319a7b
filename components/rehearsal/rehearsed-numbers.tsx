import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { RehearsedLine } from '#lib/alerts/rehearsal.ts';
import { useLineWords } from './use-line-words.ts';

type Props = { line: RehearsedLine; timeZone: string; at: string };

/** Numbers to which the same happens: what, and in which words; opened, whose they are. */
export function RehearsedNumbers({ line, timeZone, at }: Props) {
  const t = useTranslations('rehearsal');
  const words = useLineWords(timeZone, at);
  const { what, how } = words(line);
  return (
    <li>
      <p className={line.outcome.told ? 'text-pretty' : 'text-pretty text-muted'}>
        <span className="figures font-strong">{t('numbers', { count: line.count })}</span> {what}
      </p>
      {how === null ? null : <p className="text-sm text-pretty wrap-anywhere text-muted">{how}</p>}
      {line.numbers === null || line.numbers.length === 0 ? null : (
        <details className="group">
          <summary className="inline-flex min-h-9 list-none items-center gap-1 rounded-md text-sm text-muted hover:text-ink pointer-coarse:min-h-11">
            <ChevronRight
              aria-hidden="true"
              className="size-4 transition-transform duration-120 group-open:rotate-90 rtl:-scale-x-100 rtl:group-open:-rotate-90"
            />
            {t('who')}
          </summary>
          <ul className="grid gap-x-6 gap-y-1 pb-2 text-sm sm:grid-cols-2 lg:grid-cols-1">
            {line.numbers.map(({ label, shortened }, index) => (
              // Two phones may have the same name and end in the same digits.
              <li key={`${index} ${label}`} className="flex min-w-0 justify-between gap-3">
                <span className="truncate">{label}</span>
                <span className="figures shrink-0 text-muted">{shortened}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
