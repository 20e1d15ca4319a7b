'use client';

import { useFormatter } from 'next-intl';
import type { ReactElement } from 'react';

/** Strings one after the other, as the language does it: by commas, by its own marks, or with an “and” before the last. */
export function useListWords() {
  const format = useFormatter();
  return <Part extends string | ReactElement>(parts: Iterable<Part>) => format.list(parts, narrow);
}

const narrow = { type: 'conjunction', style: 'narrow' } as const;
