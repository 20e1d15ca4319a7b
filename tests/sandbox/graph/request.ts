import type { IncomingHttpHeaders } from 'node:http';
import type { Json, JsonObject } from '../json.ts';
import type { GraphToken } from './tokens.ts';

/** One call to the Graph API, whether it came by itself or as an item of a batch. */
export type GraphRequest = {
  method: string;
  version: string;
  /** Path below the version, in parts. */
  path: string[];
  /** Query and form parameters together, as Meta reads them. */
  params: URLSearchParams;
  /** The JSON body, when there is one. */
  json: JsonObject | undefined;
  /** The body as it came, for uploads. */
  raw: Buffer;
  headers: IncomingHttpHeaders;
  token: GraphToken;
};

export type GraphAnswer = {
  status: number;
  body: Json;
  headers?: Record<string, string>;
};

/** An answer with status 200. */
export function ok(body: Json, headers?: Record<string, string>): GraphAnswer {
  return headers ? { status: 200, body, headers } : { status: 200, body };
}

/** A parameter from the JSON body or, failing that, from query and form. */
export function parameter(request: GraphRequest, name: string): Json | undefined {
  return request.json?.[name] ?? request.params.get(name) ?? undefined;
}

/** The same, as a text; undefined when absent or of another kind. */
export function textParameter(request: GraphRequest, name: string): string | undefined {
  const value = parameter(request, name);
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
