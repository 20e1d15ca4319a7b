import { Agent, DecoratorHandler, request } from 'undici';
import type { Dispatcher, FormData } from 'undici';
import { appsecretProof } from './appsecret-proof.ts';
import type { MetaConfig } from './config.ts';
import { failureWords } from './failure-words.ts';
import type { MetaOutcome } from './outcome.ts';
import { parseMetaJson } from './parse-json.ts';

export type MetaRequest = {
  method: 'GET' | 'POST';
  /** Without version and without a slash in front, such as `me/accounts`; may bring a query along. */
  path: string;
  query?: Record<string, string>;
  body?:
    | { json: unknown }
    | { form: Record<string, string> }
    | { multipart: FormData }
    | { bytes: Uint8Array; headers: Record<string, string> };
  /** Resumable uploads want `OAuth`; everything else takes `Bearer`. */
  scheme?: 'Bearer' | 'OAuth';
  /**
   * Called when the connection stands and nothing has been written. May throw:
   * then nothing is written and the outcome is `not_sent`.
   */
  beforeWrite?: () => void;
};

const timeoutsMs = { connect: 5_000, headers: 15_000, body: 10_000, total: 28_000 };
const answerLimitBytes = 16 * 1024 * 1024;

/**
 * One pool for the process. It opens as many connections as there are requests
 * under way, so that none waits behind another: a lease is checked just before
 * writing, and a queue in between would make that check old. HTTP/2 is off for
 * the same reason, and because its retries hide whether something was sent.
 */
const agent = new Agent({
  pipelining: 1,
  allowH2: false,
  connect: { timeout: timeoutsMs.connect },
  headersTimeout: timeoutsMs.headers,
  bodyTimeout: timeoutsMs.body,
  maxResponseSize: answerLimitBytes,
});

/**
 * Calls Meta once and never again: repeating is the caller's decision. The
 * token travels in the Authorization header alone.
 */
export async function metaRequest(config: MetaConfig, asked: MetaRequest): Promise<MetaOutcome> {
  const phase = { written: false, heldBack: undefined as string | undefined };
  const onStart = () => {
    try {
      asked.beforeWrite?.();
    } catch (error) {
      phase.heldBack = error instanceof Error ? error.message : 'no reason given';
      throw error;
    }
    // Set before the first byte, so that a doubt counts as written.
    phase.written = true;
  };
  try {
    const response = await request(requestUrl(config, asked), {
      method: asked.method,
      dispatcher: agent.compose(
        (dispatch) => (options, handler) => dispatch(options, new StartHandler(handler, onStart)),
      ),
      headers: {
        ...bodyHeaders(asked.body),
        authorization: `${asked.scheme ?? 'Bearer'} ${config.accessToken}`,
      },
      body: requestBody(config, asked.body),
      signal: AbortSignal.timeout(timeoutsMs.total),
    });
    return await readResponse(response);
  } catch (error) {
    if (phase.written) return { kind: 'uncertain', reason: failureWords(error) };
    if (phase.heldBack !== undefined) return { kind: 'not_sent', reason: `held back: ${phase.heldBack}` };
    return { kind: 'not_sent', reason: failureWords(error) };
  }
}

/** Tells when a request is about to be written to its connection. */
class StartHandler extends DecoratorHandler {
  readonly #handler: Dispatcher.DispatchHandler;
  readonly #onStart: () => void;

  constructor(handler: Dispatcher.DispatchHandler, onStart: () => void) {
    super(handler);
    this.#handler = handler;
    this.#onStart = onStart;
  }

  onRequestStart(controller: Dispatcher.DispatchController, context: unknown): void {
    this.#onStart();
    this.#handler.onRequestStart?.(controller, context);
  }
}

function requestUrl(config: MetaConfig, asked: MetaRequest): URL {
  const url = new URL(`${config.graphUrl}/${config.version}/${asked.path}`);
  for (const [name, value] of Object.entries(asked.query ?? {})) url.searchParams.set(name, value);
  if (!asked.body || !('form' in asked.body)) {
    url.searchParams.set('appsecret_proof', appsecretProof(config.accessToken, config.appSecret));
  }
  return url;
}

function requestBody(config: MetaConfig, body: MetaRequest['body']): string | Uint8Array | FormData | null {
  if (!body) return null;
  if ('json' in body) return JSON.stringify(body.json);
  if ('multipart' in body) return body.multipart;
  if ('bytes' in body) return body.bytes;
  const proof = appsecretProof(config.accessToken, config.appSecret);
  return new URLSearchParams({ ...body.form, appsecret_proof: proof }).toString();
}

function bodyHeaders(body: MetaRequest['body']): Record<string, string> {
  if (!body || 'multipart' in body) return {};
  if ('bytes' in body) return body.headers;
  return { 'content-type': 'json' in body ? 'application/json' : 'application/x-www-form-urlencoded' };
}

async function readResponse({ statusCode, headers, body }: Dispatcher.ResponseData): Promise<MetaOutcome> {
  const text = await body.text();
  let json: unknown;
  try {
    json = parseMetaJson(text);
  } catch {
    return { kind: 'uncertain', reason: `answer without readable JSON (status ${statusCode})` };
  }
  const flat = Object.entries(headers).map(
    ([name, value]) => [name.toLowerCase(), [value].flat().join(', ')] as const,
  );
  return { kind: 'answer', status: statusCode, headers: Object.fromEntries(flat), json };
}
