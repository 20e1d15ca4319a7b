import { asObject, parseJson } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import { badParameter } from './graph-error.ts';
import { ok, parameter, textParameter } from './request.ts';
import type { GraphAnswer, GraphRequest } from './request.ts';
import { splitPath } from './split-path.ts';

const mostItems = 50;
const itemKeys = ['method', 'relative_url', 'body', 'headers'];

/** How an item is answered; undefined stands for one that ran out of time, which Meta answers with null. */
export type AnswerItem = (request: GraphRequest, path: string) => Promise<GraphAnswer | undefined>;

/**
 * `POST /` with `batch`: at most 50 calls, answered in order, each with its own code and its body as a text. The
 * answer as a whole is 200 even when every item fails (Graph API "batch requests").
 */
export async function answerBatch(request: GraphRequest, answerItem: AnswerItem): Promise<GraphAnswer> {
  const given = parameter(request, 'batch');
  const items = typeof given === 'string' ? parseJson(given) : given;
  if (!Array.isArray(items) || items.length === 0)
    throw badParameter('Invalid batch: a JSON array of requests is required.', {
      type: 'GraphBatchException',
    });
  if (items.length > mostItems)
    throw badParameter(`Too many requests in batch message. Maximum batch size is ${mostItems}`, {
      type: 'GraphBatchException',
    });
  const withHeaders = textParameter(request, 'include_headers') !== 'false';
  const answers: Json[] = [];
  for (const item of items) answers.push(await answerOne(request, item, answerItem, withHeaders));
  return ok(answers);
}

async function answerOne(
  outer: GraphRequest,
  item: Json,
  answerItem: AnswerItem,
  withHeaders: boolean,
): Promise<Json> {
  const inner = readItem(outer, asObject(item));
  const answer = await answerItem(inner.request, inner.path);
  if (!answer) return null;
  const headers = {
    'facebook-api-version': inner.request.version,
    'content-type': 'application/json',
    ...answer.headers,
  };
  const shown = Object.entries(headers).map(([name, value]): JsonObject => ({
    name: headerName(name),
    value,
  }));
  return {
    code: answer.status,
    ...(withHeaders ? { headers: shown } : {}),
    body: typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body),
  };
}

function readItem(
  outer: GraphRequest,
  item: JsonObject | undefined,
): { request: GraphRequest; path: string } {
  const unknown = item && Object.keys(item).find((key) => !itemKeys.includes(key));
  if (!item || typeof item['relative_url'] !== 'string' || typeof item['method'] !== 'string') {
    throw badParameter('Every batch request needs a method and a relative_url.', {
      type: 'GraphBatchException',
    });
  }
  if (unknown)
    throw badParameter(`Batch key ${unknown} is not imitated by this sandbox.`, {
      type: 'GraphBatchException',
    });
  const url = new URL(item['relative_url'].replace(/^\/*/, '/'), 'http://batch.invalid');
  const { version, path } = splitPath(url.pathname);
  const params = url.searchParams;
  const body = typeof item['body'] === 'string' ? item['body'] : '';
  for (const [key, value] of new URLSearchParams(body)) params.append(key, value);
  const request = {
    ...outer,
    method: item['method'].toUpperCase(),
    version: version ?? outer.version,
    path,
    params,
    json: undefined,
    raw: Buffer.from(body),
  };
  return { request, path: url.pathname };
}

/** Names as Meta writes them in a batch: Content-Type, X-Business-Use-Case-Usage. */
function headerName(name: string): string {
  return name === 'facebook-api-version'
    ? name
    : name.replace(/(^|-)([a-z])/g, (_, lead: string, letter: string) => lead + letter.toUpperCase());
}
