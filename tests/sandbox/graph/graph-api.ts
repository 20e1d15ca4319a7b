import type { IncomingHttpHeaders } from 'node:http';
import type { Fault } from '../faults.ts';
import { asObject, parseJson } from '../json.ts';
import { accounts } from '../stories/accounts.ts';
import { answerBatch } from './batch.ts';
import { GraphError, badParameter, errorEnvelope, unknownPath } from './graph-error.ts';
import { answerGraph } from './graph-routes.ts';
import type { GraphContext } from './graph-routes.ts';
import { operationOf } from './operation.ts';
import { splitPath } from './split-path.ts';
import type { GraphAnswer, GraphRequest } from './request.ts';
import { authorize, checkProof, checkToken } from './tokens.ts';
import type { GraphToken } from './tokens.ts';
import { faultUsageHeaders } from './usage.ts';

const versions = ['v25.0', 'v26.0'];

export type IncomingCall = { method: string; url: URL; headers: IncomingHttpHeaders; raw: Buffer };

/** Answers a call to the Graph API; every refusal becomes Meta's envelope. */
export async function answerCall(context: GraphContext, call: IncomingCall): Promise<GraphAnswer> {
  const { version, path } = splitPath(call.url.pathname);
  const answer = await refusing(async () => {
    if (version === undefined || !versions.includes(version)) throw unknownPath(call.url.pathname);
    const request = readRequest(context, call, version, path);
    if (path.length > 0) return answerGraph(context, request);
    if (call.method !== 'POST')
      throw badParameter('Unsupported get request.', {
        code: 2500,
        message: 'Unsupported get request. Please read the Graph API documentation.',
      });
    return answerBatch(request, (item, itemPath) => answerBatchItem(context, item, itemPath));
  });
  return { ...answer, headers: { 'facebook-api-version': version ?? 'v26.0', ...answer.headers } };
}

/** The answer that a fault's refusal asks for, with the usage that it names. */
export function refusedAnswer(refuse: NonNullable<Fault['refuse']>, usage?: Fault['usage']): GraphAnswer {
  const { code, subcode, status, message, details } = refuse;
  const fault = {
    code,
    message: message ?? `(#${code}) Refused by a fault of the sandbox`,
    ...(subcode === undefined ? {} : { subcode }),
    ...(details === undefined ? {} : { details }),
  };
  return {
    status: status ?? (code === 190 ? 401 : 400),
    body: errorEnvelope(fault),
    ...(usage && { headers: faultUsageHeaders(usage, []) }),
  };
}

async function refusing(work: () => Promise<GraphAnswer> | GraphAnswer): Promise<GraphAnswer> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    return { status: error.fault.status ?? 400, body: errorEnvelope(error.fault) };
  }
}

function readRequest(
  context: GraphContext,
  call: IncomingCall,
  version: string,
  path: string[],
): GraphRequest {
  const { method, url, headers, raw } = call;
  const params = new URLSearchParams(url.searchParams);
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type === 'application/x-www-form-urlencoded')
    for (const [key, value] of new URLSearchParams(raw.toString('utf8'))) params.append(key, value);
  refuseDeprecated(params, version);
  const json = type === 'application/json' && raw.length > 0 ? readJson(raw) : undefined;
  const token = findToken(context, { ...call, url }, params, path);
  return { method, version, path, params, json, raw, headers, token };
}

function readJson(raw: Buffer): GraphRequest['json'] {
  const json = asObject(parseJson(raw.toString('utf8')));
  if (!json) throw badParameter('The body is not valid JSON.');
  return json;
}

/** Removed from all versions on 2026-10-27; whoever still sends them is refused. */
function refuseDeprecated(params: URLSearchParams, version: string): void {
  if (params.has('ids'))
    throw badParameter(`The ids query parameter is deprecated in v26.0+`, { status: 500 });
  const removed = ['pretty', 'debug', '__debug__', 'date_format'].find((name) => params.has(name));
  if (removed)
    throw badParameter(`The ${removed} query parameter is deprecated in v26.0+ and was sent to ${version}`);
}

/** debug_token may carry the app's token in its address, and the token exchange carries none, as documented. */
function findToken(
  context: GraphContext,
  call: IncomingCall,
  params: URLSearchParams,
  path: string[],
): GraphToken {
  const { world } = context;
  if (path[0] === 'oauth') return { kind: 'app', text: '' };
  const appToken = `${world.settings.appId}|${world.settings.appSecret}`;
  if (path[0] === 'debug_token' && params.get('access_token') === appToken)
    return { kind: 'app', text: appToken };
  const isUpload = path[0]?.startsWith('upload:') === true;
  return authorize(world, call.headers, params, { proof: !isUpload });
}

async function answerBatchItem(
  context: GraphContext,
  item: GraphRequest,
  itemPath: string,
): Promise<GraphAnswer | undefined> {
  const fault = context.world.faults.take(operationOf(item.method, item.path), itemPath);
  if (fault?.delay_ms) await new Promise((resolve) => setTimeout(resolve, fault.delay_ms));
  if (fault?.refuse) return refusedAnswer(fault.refuse);
  if (fault?.status !== undefined) return { status: fault.status, body: fault.body ?? '' };
  const answer = await refusing(() => {
    refuseDeprecated(item.params, item.version);
    if (!versions.includes(item.version)) throw unknownPath(itemPath);
    const own = item.params.get('access_token');
    const token = own === null ? item.token : checkToken(context.world, own);
    if (own !== null) checkProof(context.world, own, item.params.get('appsecret_proof'));
    if (item.path.length === 0) throw badParameter('A batch cannot hold a batch.');
    return answerGraph(context, { ...item, token });
  });
  if (fault?.lose_answer || fault?.cut_body) return undefined;
  return fault?.usage
    ? {
        ...answer,
        headers: {
          ...answer.headers,
          ...faultUsageHeaders(
            fault.usage,
            accounts().map((user) => user.ig_user_id),
          ),
        },
      }
    : answer;
}
