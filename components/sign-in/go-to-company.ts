import { getCsrfToken } from 'next-auth/react';

/**
 * Begins at the company's issuer and goes there; the browser leaves this page.
 * @param link whether the account is to be linked to whoever is signed in
 * @throws when Storywire does not answer or does not allow it
 */
export async function goToCompany({ to, link = false }: { to: string; link?: boolean }): Promise<void> {
  const csrfToken = (await getCsrfToken()) ?? '';
  const response = await fetch('/api/auth/signin/company', {
    method: 'POST',
    body: new URLSearchParams({ csrfToken, callbackUrl: to, link: String(link) }),
  });
  if (!response.ok) throw new Error(`Beginning was answered with ${response.status}.`);
  const { url } = (await response.json()) as { url: string };
  window.location.assign(url);
}
