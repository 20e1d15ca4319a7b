import { unstable_rethrow } from 'next/navigation';
import type { NextRequest } from 'next/server';
import { getTranslations } from 'next-intl/server';
import type { z } from 'zod';
import type { Database } from '#db/client.ts';
import { database } from '#db/pool.ts';
import type { UserActor } from '../actor.ts';
import { env } from '../env.ts';
import { StorywireError } from '../errors.ts';
import { recordRefusal } from './audit-refusal.ts';
import { currentActor } from './current-actor.ts';
import { errorWords } from './error-words.ts';
import { fieldsOf, parseInput, parseJson } from './parse-input.ts';
import { readBody } from './read-body.ts';
import { reportFailure } from './report-failure.ts';
import type { RouteError } from './route-error.ts';
import { isSameOrigin } from './same-origin.ts';

/**
 * Who may call a route. `signed-in`: whoever has a session; what they may see
 * is for the data layer. `public`: everybody.
 */
type Access = 'signed-in' | 'public';

type Shape = z.ZodType | undefined;
type Parsed<S extends Shape, Without> = S extends z.ZodType ? z.output<S> : Without;
type PathParams = Record<string, string | string[] | undefined>;
/** Without a shape: the path's parts as Next decoded them. A catch-all part needs a shape. */
type PlainParams = Record<string, string>;

export type Handled<I extends Shape, P extends Shape, A extends Access> = {
  db: Database;
  actor: A extends 'signed-in' ? UserActor : undefined;
  input: Parsed<I, undefined>;
  params: Parsed<P, PlainParams>;
  request: NextRequest;
};

/**
 * The one edge of every route handler: session, origin, size, shape, and which
 * status an error becomes. What a handler returns is sent as JSON, and as it
 * is when it is a Response; `undefined` is 204.
 */
export function route<
  I extends Shape = undefined,
  P extends Shape = undefined,
  A extends Access = 'signed-in',
>(
  options: { input?: I; params?: P; access?: A },
  handler: (handled: Handled<I, P, A>) => Promise<unknown>,
): (request: NextRequest, context: { params: Promise<PathParams> }) => Promise<Response> {
  const access = options.access ?? 'signed-in';
  return async (request, context) => {
    const where = `${request.method} ${request.nextUrl.pathname}`;
    let actor: UserActor | undefined;
    try {
      if (access === 'signed-in') actor = await demandSession();
      if (changesSomething(request)) demandOwnOrigin(request);
      const params = await context.params;
      const handled = {
        db: database(),
        actor,
        input: options.input && parseInput(options.input, await given(request)),
        params: options.params ? parseInput(options.params, params) : params,
        request,
      };
      return answer(await handler(handled as Handled<I, P, A>));
    } catch (error) {
      unstable_rethrow(error);
      return await refuse(error, actor, where);
    }
  };
}

const changesSomething = (request: NextRequest) => request.method !== 'GET' && request.method !== 'HEAD';

async function demandSession(): Promise<UserActor> {
  const actor = await currentActor();
  if (!actor) throw new StorywireError('unauthenticated', 'unauthenticated');
  return actor;
}

function demandOwnOrigin(request: NextRequest): void {
  if (!isSameOrigin(request.headers, env().STORYWIRE_URL)) throw new StorywireError('forbidden', 'crossSite');
}

async function given(request: NextRequest): Promise<unknown> {
  return changesSomething(request)
    ? parseJson(await readBody(request))
    : fieldsOf(request.nextUrl.searchParams);
}

function answer(result: unknown): Response {
  if (result instanceof Response) return result;
  if (result === undefined)
    return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } });
  return Response.json(result, { headers: { 'cache-control': 'no-store' } });
}

async function refuse(error: unknown, actor: UserActor | undefined, where: string): Promise<Response> {
  const headers: Record<string, string> = { 'cache-control': 'no-store' };
  if (!(error instanceof StorywireError) || !error.readable) {
    const status = error instanceof StorywireError ? error.status : 500;
    const id = reportFailure(error, where);
    const t = await getTranslations('errors');
    const body: RouteError = { error: { code: 'internal', message: t('internal', { id }), id } };
    return Response.json(body, { status, headers });
  }
  if (error.code === 'forbidden' && actor) await recordRefusal(database(), actor, error, where);
  // Only an error of a rate limit says how long to wait.
  if (error.code === 'too_many') headers['retry-after'] = String(error.values['seconds']);
  const message = await errorWords(error);
  const body: RouteError = {
    error: { code: error.code, message, ...(error.field ? { field: error.field } : {}) },
  };
  return Response.json(body, { status: error.status, headers });
}
