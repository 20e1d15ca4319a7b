'use client';

import { useEffect, useState } from 'react';

/** How long a sentence stands: long enough to be read, and out of the picture then. */
const standsMs = 4_000;

/** What there is to say of something that was done, for a while. */
export function useSaid(): { said: string; say: (words: string) => void } {
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (said === '') return undefined;
    const timer = setTimeout(() => setSaid(''), standsMs);
    return () => clearTimeout(timer);
  }, [said]);
  return { said, say: setSaid };
}
