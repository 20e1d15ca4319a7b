import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';

/** Something that few need to see, behind its name. */
export function Fold({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <details className="group/fold mt-8 border-t hairline">
      <summary className="-mx-2 flex min-h-11 list-none items-center gap-3 rounded-md px-2 py-3 -outline-offset-2 hover:bg-sunken">
        <h2 className="min-w-0 flex-1 text-lg">{title}</h2>
        <ChevronDown
          aria-hidden="true"
          className="size-5 shrink-0 text-muted transition-[rotate] duration-160 group-open/fold:rotate-180"
        />
      </summary>
      <p className="pb-3 text-pretty text-muted">{lead}</p>
      {children}
    </details>
  );
}
