import { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { getTranslations } from 'next-intl/server';
import { env } from '../env.ts';
import { StorywireError } from '../errors.ts';
import { errorWords } from './error-words.ts';
import { authOptions } from './options.ts';
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
  GET: [/^csrf$/, /^providers$/],
  POST: [/^callback\/(link|demo)$/, /^signout$/],
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
    const response = await NextAuth(
      await checked(request),
      { params: Promise.resolve({ nextauth }) },
      authOptions(),
    );
    return withoutStore(response as Response);
  } catch (error) {
    return await refuse(error);
  }
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
  const headers = { 'cache-control': 'no-store' };
  if (error instanceof StorywireError && error.readable) {
    const body: RouteError = { error: { code: error.code, message: await errorWords(error) } };
    return Response.json(body, { status: error.status, headers });
  }
  const id = reportFailure(error, 'sign-in');
  const t = await getTranslations('errors');
  return Response.json(
    { error: { code: 'internal', message: t('internal', { id }), id } },
    { status: 500, headers },
  );
}
