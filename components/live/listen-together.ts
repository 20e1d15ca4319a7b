import { isCaughtUp } from './live-hint.ts';

/** What is heard of the stream. `open` and not caught up: something may have been missed. `refused`: the server answered with something that is no stream, as it does when the session has ended. */
export type Heard =
  | { kind: 'open'; caughtUp: boolean }
  | { kind: 'lost' | 'refused' }
  | { kind: 'hint' | 'stories'; data: string };

const name = 'storywire-live';
const retryMs = 5_000;

/**
 * Hears the stream of hints. All tabs of a browser share one: over HTTP/1.1 a
 * browser opens six connections to a host, and six tabs with a stream each
 * would leave none for anything else. The tab that holds the lock holds the
 * stream and passes on what it hears; when it goes, the next one takes over.
 * @returns ends the listening
 */
export function listenTogether(onHeard: (heard: Heard) => void): () => void {
  const stop = new AbortController();
  const channel = new BroadcastChannel(name);
  channel.addEventListener('message', ({ data }: MessageEvent<Heard>) => onHeard(data));
  const hold = () =>
    holdStream(stop.signal, (heard) => {
      onHeard(heard);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches its own origin only
      channel.postMessage(heard);
    });
  // Locks exist for secure origins only; elsewhere each tab has a stream of its own.
  if ('locks' in navigator) {
    navigator.locks.request(name, { signal: stop.signal }, hold).catch((error: unknown) => {
      if (!stop.signal.aborted) throw error;
    });
  } else void hold();
  return () => {
    stop.abort();
    channel.close();
  };
}

/** Keeps the stream open until the signal aborts. */
function holdStream(signal: AbortSignal, tell: (heard: Heard) => void): Promise<void> {
  return new Promise((resolve) => {
    let source: EventSource | undefined;
    let retry: ReturnType<typeof setTimeout> | undefined;
    const open = () => {
      const opened = new EventSource('/api/live');
      source = opened;
      opened.addEventListener('hello', (event) =>
        tell({ kind: 'open', caughtUp: isCaughtUp(event.data as string) }),
      );
      for (const kind of ['hint', 'stories'] as const)
        opened.addEventListener(kind, (event) => tell({ kind, data: event.data as string }));
      opened.addEventListener('error', () => {
        tell({ kind: 'lost' });
        // The browser tries again by itself, except after an answer that was not a stream.
        if (opened.readyState !== EventSource.CLOSED) return;
        tell({ kind: 'refused' });
        retry = setTimeout(open, retryMs);
      });
    };
    signal.addEventListener(
      'abort',
      () => {
        source?.close();
        clearTimeout(retry);
        resolve();
      },
      { once: true },
    );
    open();
  });
}
