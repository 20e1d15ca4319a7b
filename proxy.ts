import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { contentPolicy, dataPolicy } from '#lib/auth/content-policy.ts';
import { cookieNames } from '#lib/auth/cookie-names.ts';
import { nonceHeader, pathHeader } from '#lib/auth/request-headers.ts';
import { env } from '#lib/env.ts';

/** A year, in seconds. */
const transportSecurity = 'max-age=31536000';

/**
 * Sets the headers that differ by request; those that are always the same
 * stand in next.config.js. It guards nothing and sends nobody anywhere: every
 * page, route and action asks for the session itself, so that a request that
 * finds a way around this file gains nothing.
 */
export function proxy(request: NextRequest): NextResponse {
  const { secure } = cookieNames(env().STORYWIRE_URL);
  const isData = request.nextUrl.pathname.startsWith('/api/');
  const response = isData ? dataResponse() : pageResponse(request, secure);
  if (secure) response.headers.set('strict-transport-security', transportSecurity);
  return response;
}

export const config = { matcher: '/((?!_next/static/).*)' };

function dataResponse(): NextResponse {
  const response = NextResponse.next();
  response.headers.set('content-security-policy', dataPolicy);
  return response;
}

function pageResponse(request: NextRequest, secure: boolean): NextResponse {
  const nonce = randomBytes(18).toString('base64');
  // oxlint-disable-next-line node/no-process-env -- a constant that the build puts in
  const development = process.env.NODE_ENV === 'development';
  const policy = contentPolicy({ nonce, secure, development });
  const headers = new Headers(request.headers);
  headers.set(nonceHeader, nonce);
  headers.set(pathHeader, ownPath(request));
  // Next reads the nonce out of this one and gives it to the scripts that it writes.
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

function ownPath(request: NextRequest): string {
  const url = new URL(request.nextUrl.href);
  // Next's own mark on requests for a page's data.
  url.searchParams.delete('_rsc');
  return `${url.pathname}${url.search}`;
}
