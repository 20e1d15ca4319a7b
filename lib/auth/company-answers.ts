import { type NextRequest, NextResponse } from 'next/server';
import NextAuth from 'next-auth';
import { env } from '../env.ts';
import { StorywireError } from '../errors.ts';
import type { CompanyIntent } from './company-intent.ts';
import type { CompanyWay } from './company-provider.ts';
import type { CompanyRefusal } from './company-refusal.ts';
import { type CompanySettings, companySettings } from './company-settings.ts';
import { cookieNames } from './cookie-names.ts';
import { authOptions } from './options.ts';

/** @throws StorywireError `not_found` where signing in with a company account is not set up */
export function demandCompanySettings(): CompanySettings {
  const settings = companySettings();
  if (!settings) throw new StorywireError('not_found', 'notFound');
  return settings;
}

/** Has next-auth do its part of the way. */
export async function throughNextAuth(
  request: NextRequest,
  part: 'signin' | 'callback',
  way: CompanyWay,
): Promise<Response> {
  const context = { params: Promise.resolve({ nextauth: [part, 'company'] }) };
  return (await NextAuth(request, context, authOptions(way))) as Response;
}

/** Where somebody reads why it did not work: where they began. */
export function refusedUrl(
  reason: CompanyRefusal,
  begun: Pick<CompanyIntent, 'to' | 'linkTo'> | undefined,
): string {
  const url = new URL(begun?.linkTo ? '/more' : '/sign-in', env().STORYWIRE_URL);
  url.searchParams.set('company', reason);
  if (begun && !begun.linkTo && begun.to !== '/') url.searchParams.set('to', begun.to);
  return url.href;
}

/** Leads on to an address of ours, and leaves no cookie of the way behind. */
export function turnTo(address: string): NextResponse {
  // 303, so that whatever the browser asked with, it comes with GET.
  const response = NextResponse.redirect(new URL(address, env().STORYWIRE_URL), 303);
  const { state, pkce, nonce, intent } = cookieNames(env().STORYWIRE_URL);
  for (const name of [state, pkce, nonce, intent])
    response.cookies.set({ ...wayCookie(name), value: '', maxAge: 0 });
  return response;
}

/** A cookie that lasts from the button to the way back, which another site leads to: hence `lax`. */
export function wayCookie(name: string) {
  const { secure } = cookieNames(env().STORYWIRE_URL);
  return { name, httpOnly: true, sameSite: 'lax', path: '/', secure } as const;
}
