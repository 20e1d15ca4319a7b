import type { ReactNode } from 'react';

/** The top of a page: what it is, one line about it, and what one can do. */
export function PageHead({ title, lead, action }: { title: string; lead?: ReactNode; action?: ReactNode }) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3 pt-6 pb-6 md:pt-10">
      <div className="min-w-0">
        <h1 className="text-xl">
          {/* Isolated, so that the @ of an account stays before its name in a page that is read from the right. */}
          <bdi>{title}</bdi>
        </h1>
        {lead === undefined ? null : (
          <div className="mt-1 max-w-160 text-base text-pretty text-muted">{lead}</div>
        )}
      </div>
      {action}
    </header>
  );
}
