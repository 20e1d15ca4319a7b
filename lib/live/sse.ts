import { z } from 'zod';
import { liveTopics } from './topics.ts';

const encoder = new TextEncoder();

/**
 * The first event on every stream: it is open.
 * @param options.retryMs after which the browser opens it again, should it break
 * @param options.caughtUp whether what the browser missed meanwhile follows; if not, what is on screen is to be fetched anew
 */
export const helloEvent = ({ retryMs, caughtUp }: { retryMs: number; caughtUp: boolean }): Uint8Array =>
  encoder.encode(`retry: ${Math.round(retryMs)}\nevent: hello\ndata: ${JSON.stringify({ caughtUp })}\n\n`);

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

const hintShape = z.object({ topic: z.enum(liveTopics), id: z.uuid() });

/** A hint as PostgreSQL carried it; undefined for what is none, as an older or newer version may send. */
export function readHint(payload: string): z.infer<typeof hintShape> | undefined {
  try {
    return hintShape.safeParse(JSON.parse(payload)).data;
  } catch {
    return undefined;
  }
}

/** The event that carries a hint to browsers. @param hint as JSON */
export const hintEvent = (hint: string): Uint8Array => encoder.encode(`event: hint\ndata: ${hint}\n\n`);

/** The event that carries stories that came or changed. JSON has no line breaks, so it is one line. */
export const storiesEvent = (stories: readonly object[]): Uint8Array =>
  encoder.encode(`event: stories\ndata: ${JSON.stringify(stories)}\n\n`);
