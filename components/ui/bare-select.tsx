'use client';

import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useEarlyChoice } from './use-early-choice.ts';

type Props = Omit<ComponentProps<'select'>, 'aria-label' | 'ref'> & { 'aria-label': string };

/** A list to choose from where what stands beside it says what it is; looks like the one of a form. */
export function BareSelect({ className = '', children, ...select }: Props) {
  const list = useEarlyChoice(select.value);
  return (
    <span className={`relative block min-w-0 ${className}`}>
      <select
        {...select}
        ref={list}
        className="min-h-9 w-full min-w-0 appearance-none truncate rounded-md border border-edge bg-paper ps-3 pe-8 text-base text-ink pointer-coarse:min-h-11 md:text-sm"
      >
        {children}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute end-2.5 top-1/2 size-4 -translate-y-1/2 text-muted"
      />
    </span>
  );
}
