/** Whose stream it is. */
export type Reader = {
  sessionId: string;
  userId: string;
  /** Ends the connection of a client that does not read: nothing that is written to it arrives, an end neither. */
  hangUp: () => void;
};

/** One open stream. */
export type LiveClient = Reader & {
  stream: ReadableStream<Uint8Array>;
  /** Sends an event, or drops a client that has left too much unread. */
  send: (event: Uint8Array) => void;
  /** Drops a client that has not read for too long. */
  dropIfStuck: () => void;
  /** Ends the stream in order. */
  end: () => void;
  /** Whether the stream has ended, whoever ended it. */
  gone: () => boolean;
};

/** Unread bytes beyond which a client is dropped: thousands of hints, and little memory even with many such clients. */
const unreadLimitBytes = 1024 * 1024;
/** How long a client may leave something unread; it is looked at every few seconds, and gone within thirty. */
const unreadLimitMs = 25_000;
/** How long a client may take to read the rest of a stream that has ended. */
const endingMs = 1_000;

/**
 * Makes the stream of one client. A client that does not read must not make
 * the process grow: it is dropped, its browser connects again when it wakes,
 * and then fetches anew.
 * @param onGone called once, however the stream ends
 */
export function createClient(options: {
  reader: Reader;
  signal: AbortSignal;
  now: () => number;
  onGone: (client: LiveClient) => void;
}): LiveClient {
  const { reader, signal, now, onGone } = options;
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  /** Since when something lies unread; undefined while nothing does. */
  let unreadSince: number | undefined;

  const unreadBytes = () => -(controller?.desiredSize ?? 0);

  const leave = (last?: (controller: ReadableStreamDefaultController<Uint8Array>) => void) => {
    if (!controller) return;
    const leaving = controller;
    controller = undefined;
    signal.removeEventListener('abort', onAbort);
    last?.(leaving);
    onGone(client);
  };
  const onAbort = () => leave((leaving) => leaving.close());
  const drop = () => {
    leave(cut);
    reader.hangUp();
  };

  // With a high-water mark of 0, `pull` comes exactly when the reader has taken all that there was.
  const strategy = new ByteLengthQueuingStrategy({ highWaterMark: 0 });
  const stream = new ReadableStream<Uint8Array>(
    {
      start: (started) => {
        controller = started;
      },
      pull: () => {
        unreadSince = undefined;
      },
      cancel: () => leave(),
    },
    strategy,
  );

  const client: LiveClient = {
    ...reader,
    stream,
    send: (event) => {
      if (!controller) return;
      if (unreadBytes() + event.byteLength > unreadLimitBytes) return drop();
      controller.enqueue(event);
      if (unreadBytes() > 0) unreadSince ??= now();
    },
    dropIfStuck: () => {
      if (unreadSince !== undefined && now() - unreadSince >= unreadLimitMs) drop();
    },
    end: () =>
      leave((leaving) => {
        leaving.close();
        // A close waits until all was read; nobody may hold a stream open by not reading.
        setTimeout(() => {
          cut(leaving);
          reader.hangUp();
        }, endingMs).unref();
      }),
    gone: () => controller === undefined,
  };
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  return client;
}

/** An error, unlike a close, gives up what is queued; an AbortError makes Next cut the connection without complaint. */
function cut(controller: ReadableStreamDefaultController<Uint8Array>): void {
  controller.error(new DOMException('The client does not read.', 'AbortError'));
}
