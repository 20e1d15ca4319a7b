'use client';

import { useEffect, useState } from 'react';

export type Link =
  | { state: 'looking' }
  | { state: 'over' }
  | { state: 'failed' }
  | { state: 'good'; name: string; secret: string };

/**
 * Reads the secret from the address's fragment, which only the browser sees,
 * and asks whose link it is.
 */
export function useLink(): Link {
  const [link, setLink] = useState<Link>({ state: 'looking' });
  useEffect(() => {
    const secret = window.location.hash.slice(1);
    let isCurrent = true;
    const answer = (found: Link) => {
      if (isCurrent) setLink(found);
    };
    lookUp(secret)
      .then(answer)
      .catch(() => answer({ state: 'failed' }));
    return () => {
      isCurrent = false;
    };
  }, []);
  return link;
}

async function lookUp(secret: string): Promise<Link> {
  if (secret === '') return { state: 'over' };
  const response = await fetch('/api/sign-in-link', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ secret }),
  });
  if (response.status === 404) return { state: 'over' };
  if (!response.ok) return { state: 'failed' };
  const { name } = (await response.json()) as { name: string };
  return { state: 'good', name, secret };
}
