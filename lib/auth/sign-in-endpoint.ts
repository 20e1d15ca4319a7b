import { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { getTranslations } from 'next-intl/server';
import { database } from '#db/pool.ts';
import { env } from '../env.ts';
import { StorywireError } from '../errors.ts';
import { beginCompanySignIn } from './begin-company-sign-in.ts';
import { endCompanySignIn } from './end-company-sign-in.ts';
import { errorWords } from './error-words.ts';
import { authOptions } from './options.ts';
import { limitRequest } from './limit-request.ts';
import type { Try } from './rate-limit.ts';
import { readBody } from './read-body.ts';
import { reportFailure } from './report-failure.ts';
import type { RouteError } from './route-error.ts';
import { isSameOrigin } from './same-origin.ts';

/** A sign-in form holds a one-time secret or an id, a CSRF token and a path. */
const bodyLimitBytes = 16 * 1024;

/**
 * The parts of next-auth that Storywire uses, and no others: its session
 * endpoint would renew cookies past what the database says, and its log
 * endpoint lets anybody write into the log.
 */
const open: Record<string, readonly RegExp[]> = {
  GET: [/^csrf$/, /^providers$/, /^callback\/company$/],
  POST: [/^callback\/(link|demo)$/, /^signin\/company$/, /^signout$/],
};

/** next-auth behind our own checks of method, origin and size; it adds its own of the CSRF token. */
export async function signInEndpoint(
  request: NextRequest,
  context: { params: Promise<{ nextauth: string[] }> },
): Promise<Response> {
  const { nextauth } = await context.params;
  try {
    if (!open[request.method]?.some((path) => path.test(nextauth.join('/')))) {
      throw new StorywireError('not_found', 'notFound');
    }
    const guessing = await limitGuesses(request, nextauth);
    const response = await answer(request, nextauth);
    if (response.status < 400) await guessing?.giveBack();
    return withoutStore(response);
  } catch (error) {
    return await refuse(error);
  }
}

/** Sign-ins that fail are counted by address; those that succeed cost nothing. */
async function limitGuesses(request: NextRequest, nextauth: readonly string[]): Promise<Try | undefined> {
  if (request.method !== 'POST' || nextauth[0] !== 'callback') return undefined;
  return await limitRequest(database(), request.headers, 'signIn');
}

async function answer(request: NextRequest, nextauth: string[]): Promise<Response> {
  if (request.method === 'GET' && nextauth[0] === 'callback') return await endCompanySignIn(request);
  const inner = await checked(request);
  if (nextauth[0] === 'signin')
    return await beginCompanySignIn(request.headers, new URLSearchParams(await inner.text()));
  return (await NextAuth(inner, { params: Promise.resolve({ nextauth }) }, authOptions())) as Response;
}

async function checked(request: NextRequest): Promise<NextRequest> {
  if (request.method !== 'POST') return request;
  if (!isSameOrigin(request.headers, env().STORYWIRE_URL)) throw new StorywireError('forbidden', 'crossSite');
  const body = await readBody(request, bodyLimitBytes);
  return new NextRequest(request.url, { method: 'POST', headers: request.headers, body });
}

function withoutStore(response: Response): Response {
  response.headers.set('cache-control', 'no-store');
  return response;
}

async function refuse(error: unknown): Promise<Response> {
  const headers: Record<string, string> = { 'cache-control': 'no-store' };
  if (error instanceof StorywireError && error.readable) {
    const message = await errorWords(error);
    if (error.code === 'too_many') headers['retry-after'] = String(error.values['seconds']);
    // next-auth's script reads an address from every answer, and takes the sentence out of it.
    const url = `${env().STORYWIRE_URL}/sign-in?error=${encodeURIComponent(message)}`;
    const body: RouteError & { url: string } = { error: { code: error.code, message }, url };
    return Response.json(body, { status: error.status, headers });
  }
  const id = reportFailure(error, 'sign-in');
  const t = await getTranslations('errors');
  return Response.json(
    { error: { code: 'internal', message: t('internal', { id }), id } },
    { status: 500, headers },
  );
}
