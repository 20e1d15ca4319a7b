import { getCsrfToken } from 'next-auth/react';
import type { RouteError } from '#lib/auth/route-error.ts';

/**
 * Begins at the company's issuer and goes there; the browser leaves this page.
 * @param link whether the account is to be linked to whoever is signed in
 * @returns why Storywire does not allow it, as people read it
 * @throws when Storywire does not answer
 */
export async function goToCompany({
  to,
  link = false,
}: {
  to: string;
  link?: boolean;
}): Promise<{ refused: string } | undefined> {
  const csrfToken = (await getCsrfToken()) ?? '';
  const response = await fetch('/api/auth/signin/company', {
    method: 'POST',
    body: new URLSearchParams({ csrfToken, callbackUrl: to, link: String(link) }),
  });
  if (!response.ok) return { refused: ((await response.json()) as RouteError).error.message };
  const { url } = (await response.json()) as { url: string };
  window.location.assign(url);
  return undefined;
}
