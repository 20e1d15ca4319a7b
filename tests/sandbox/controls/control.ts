import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Json, JsonObject } from '../json.ts';
import type { Handshakes } from '../webhooks/handshake.ts';
import type { World } from '../world.ts';

/** What the controls work on. */
export type Control = { world: World; handshakes: Handshakes };

/** A request to the controls or pages, before its body is read. */
export type ControlRequest = { method: string; url: URL; request: IncomingMessage; response: ServerResponse };

/** A control: method, path with `:name` parts, and what it does. */
export type ControlRoute = {
  method: string;
  path: string;
  run: (control: Control, input: ControlInput) => Json | Promise<Json>;
};

export type ControlInput = { params: Record<string, string>; body: JsonObject; query: URLSearchParams };

/** A wrong use of the controls, answered with its status and sentence. */
export class ControlError extends Error {
  override name = 'ControlError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** @throws ControlError 400 unless the value is absent or one of the words */
export function oneOf<Word extends string>(
  value: Json | undefined,
  words: readonly Word[],
  name: string,
): Word | undefined {
  if (value === undefined || value === null) return undefined;
  const found = words.find((word) => word === value);
  if (found === undefined) throw new ControlError(400, `${name} must be one of ${words.join(', ')}.`);
  return found;
}

/** @throws ControlError 400 unless the value is absent or true or false */
export function flag(value: Json | undefined, name: string): boolean | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'boolean') throw new ControlError(400, `${name} must be true or false.`);
  return value;
}
