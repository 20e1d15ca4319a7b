'use client';

import { useState } from 'react';

/** What is looked for, kept in the address as `?q=`, so that a link leads to the same list. */
export function useQuery(first: string): [string, (text: string) => void] {
  const [text, setText] = useState(first);
  const change = (next: string) => {
    setText(next);
    const url = new URL(window.location.href);
    if (next === '') url.searchParams.delete('q');
    else url.searchParams.set('q', next);
    window.history.replaceState(null, '', url);
  };
  return [text, change];
}
