import type { ReactNode } from 'react';

/**
 * Short facts in one line with dots between. Where the line breaks, the dot
 * goes with it: each stands before its fact, and that of a line's first fact
 * lies in the margin that is clipped away.
 */
export function MetaLine({ facts }: { facts: readonly { key: string; fact: ReactNode }[] }) {
  return (
    <span className="block overflow-x-clip">
      <span className="-ms-5 flex flex-wrap gap-y-1">
        {facts.map(({ key, fact }) => (
          <span key={key} className="relative flex min-w-0 items-center ps-5">
            <span aria-hidden="true" className="absolute start-0 w-5 text-center">
              ·
            </span>
            {fact}
          </span>
        ))}
      </span>
    </span>
  );
}
