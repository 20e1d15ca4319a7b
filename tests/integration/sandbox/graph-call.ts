import { createHmac } from 'node:crypto';
import type { Sandbox } from '#tests/support/sandbox.ts';

export type GraphReply = {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
  /** Meta's error, when there is one. */
  error:
    | {
        message: string;
        type: string;
        code: number;
        error_subcode?: number;
        error_data?: { details: string };
        fbtrace_id: string;
      }
    | undefined;
};

export type GraphCall = {
  params?: Record<string, string>;
  json?: unknown;
  form?: Record<string, string>;
  multipart?: FormData;
  bytes?: Buffer;
  headers?: Record<string, string>;
  /** Another token than the sandbox's own; its proof is made to fit. */
  token?: string;
  /** False: none; a text: that one. */
  proof?: string | false;
  version?: string;
};

/** The proof that goes with a token. */
export function proofOf(sandbox: Sandbox, token: string): string {
  return createHmac('sha256', sandbox.env.META_APP_SECRET).update(token).digest('hex');
}

/** Calls the sandbox as a client of the Graph API would, without any code of the application. */
export async function graph(
  sandbox: Sandbox,
  method: string,
  path: string,
  call: GraphCall = {},
): Promise<GraphReply> {
  const token = call.token ?? sandbox.env.META_ACCESS_TOKEN;
  const url = new URL(`${sandbox.url}/${call.version ?? 'v26.0'}/${path}`);
  for (const [name, value] of Object.entries(call.params ?? {})) url.searchParams.set(name, value);
  const proof = call.proof ?? proofOf(sandbox, token);
  if (proof !== false) url.searchParams.set('appsecret_proof', proof);
  const response = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${token}`, ...typeOf(call), ...call.headers },
    body: bodyOf(call),
  });
  const body = (await response.json()) as Record<string, unknown>;
  return {
    status: response.status,
    headers: response.headers,
    body,
    error: body['error'] as GraphReply['error'],
  };
}

function typeOf(call: GraphCall): Record<string, string> {
  if (call.json !== undefined) return { 'content-type': 'application/json' };
  return call.form ? { 'content-type': 'application/x-www-form-urlencoded' } : {};
}

function bodyOf(call: GraphCall): string | FormData | Uint8Array<ArrayBuffer> | null {
  if (call.json !== undefined) return JSON.stringify(call.json);
  if (call.form) return new URLSearchParams(call.form).toString();
  return call.multipart ?? (call.bytes ? new Uint8Array(call.bytes) : null);
}
