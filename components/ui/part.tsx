import type { ReactNode } from 'react';

/** One side of what a page is about: what it is at the start, what can be done about it beside it. */
export function Part({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <section className="grid gap-x-8 gap-y-3 border-t hairline py-6 md:grid-cols-[14rem_minmax(0,1fr)]">
      <div>
        <h2 className="text-base">{title}</h2>
        {lead === undefined ? null : <p className="text-pretty text-muted">{lead}</p>}
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
