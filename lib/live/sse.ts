import { z } from 'zod';

const encoder = new TextEncoder();

/** The first event on every stream: it is open, and what is on screen may be fetched anew. */
export const helloEvent = encoder.encode('event: hello\ndata: {}\n\n');

/** Hints may have been lost: fetch everything anew. */
export const resyncEvent = encoder.encode('event: hint\ndata: {"topic":"resync"}\n\n');

/** A comment that keeps proxies from taking a quiet stream for a dead one. */
export const pingEvent = encoder.encode(': ping\n\n');

export const sseHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  // Compression would gather events before it sends them, and no-transform keeps it off.
  'cache-control': 'no-store, no-transform',
  // nginx and its like gather events too, unless told not to.
  'x-accel-buffering': 'no',
} as const;

const hintShape = z.object({
  topic: z.enum(['story', 'alert', 'flag', 'repost', 'region', 'session', 'alarm']),
  id: z.uuid(),
});

/** A hint as PostgreSQL carried it; undefined for what is none, as an older or newer version may send. */
export function readHint(payload: string): z.infer<typeof hintShape> | undefined {
  try {
    return hintShape.safeParse(JSON.parse(payload)).data;
  } catch {
    return undefined;
  }
}

/** The event that carries a hint to browsers. */
export function hintEvent({ topic, id }: { topic: string; id: string }): Uint8Array {
  return encoder.encode(`event: hint\ndata: ${JSON.stringify({ topic, id })}\n\n`);
}
