'use client';

import { useEffect, useState } from 'react';

/** Asked for on a sign-in page: whether in this very browser, and else in which. */
type Asked = { here: boolean; device: string };

export type Link =
  | { state: 'looking' }
  | { state: 'refused'; message: string }
  | { state: 'failed' }
  | { state: 'good'; name: string; to: string; asked: Asked | null; secret: string };

/**
 * Reads the secret from the address's fragment, which only the browser sees,
 * and asks whose link it is.
 */
export function useLink(): Link {
  const [link, setLink] = useState<Link>({ state: 'looking' });
  useEffect(() => {
    let isCurrent = true;
    const answer = (found: Link) => {
      if (isCurrent) setLink(found);
    };
    lookUp(window.location.hash.slice(1))
      .then(answer)
      .catch(() => answer({ state: 'failed' }));
    return () => {
      isCurrent = false;
    };
  }, []);
  return link;
}

async function lookUp(secret: string): Promise<Link> {
  const response = await fetch('/api/sign-in-link', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    // Without its secret a link is as unknown as with a wrong one.
    body: JSON.stringify({ secret: secret.slice(0, 200) || '-' }),
  });
  if (response.status === 404 || response.status === 429) {
    const { error } = (await response.json()) as { error: { message: string } };
    return { state: 'refused', message: error.message };
  }
  if (!response.ok) return { state: 'failed' };
  const found = (await response.json()) as { name: string; to: string; asked: Asked | null };
  return { state: 'good', ...found, secret };
}
