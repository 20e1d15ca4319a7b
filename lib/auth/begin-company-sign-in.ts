import { NextRequest, NextResponse } from 'next/server';
import { database } from '#db/pool.ts';
import { env } from '../env.ts';
import { StorywireError } from '../errors.ts';
import { demandCompanySettings, refusedUrl, throughNextAuth, wayCookie } from './company-answers.ts';
import { intentValidMs, sealIntent } from './company-intent.ts';
import { cookieNames } from './cookie-names.ts';
import { currentActor } from './current-actor.ts';
import { discoverIssuer } from './discover-issuer.ts';
import { limitRequest } from './limit-request.ts';
import { returnPath } from './return-path.ts';

/**
 * Begins a way to the issuer. The form's `link` says that the account is to be
 * linked to whoever is signed in, instead of signing somebody in.
 * @param headers of the request, for whose try it is
 * @param form of a request whose origin and size were checked
 * @returns JSON with the address to go to: the issuer's, or one of ours that says why not
 * @throws StorywireError `not_found` where this is not set up; `unauthenticated` when nobody is there to link to; `too_many`
 */
export async function beginCompanySignIn(
  headers: Pick<Headers, 'get'>,
  form: URLSearchParams,
): Promise<Response> {
  const settings = demandCompanySettings();
  await limitRequest(database(), headers, 'companySignIn');
  const isLink = form.get('link') === 'true';
  const actor = isLink ? await currentActor() : undefined;
  if (isLink && !actor) throw new StorywireError('unauthenticated', 'unauthenticated');
  const aim = { to: returnPath(form.get('callbackUrl')), linkTo: actor?.sessionId ?? null };
  const issuer = await discoverIssuer(settings.issuer);
  if (!issuer) return NextResponse.json({ url: refusedUrl('unavailable', aim) });
  // Built anew, since next-auth hands everything that stands in a request's address on to the issuer.
  const request = new NextRequest(`${env().STORYWIRE_URL}/api/auth/signin/company`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ csrfToken: form.get('csrfToken') ?? '', json: 'true' }),
  });
  const begun = await throughNextAuth(request, 'signin', {
    settings,
    issuer,
    admit: async () => await Promise.resolve(undefined),
  });
  const { url } = (await begun.json()) as { url?: string };
  const state = url === undefined ? null : new URL(url).searchParams.get('state');
  // Without a good CSRF token next-auth leads back to us, and made no state.
  if (url === undefined || state === null) throw new StorywireError('forbidden', 'crossSite');
  const answer = NextResponse.json({ url });
  const { intent } = cookieNames(env().STORYWIRE_URL);
  answer.cookies.set({
    ...wayCookie(intent),
    value: sealIntent({ ...aim, state }, new Date()),
    maxAge: intentValidMs / 1000,
  });
  // After ours, since setting one by name drops lines that were added.
  for (const cookie of begun.headers.getSetCookie()) answer.headers.append('set-cookie', cookie);
  return answer;
}
