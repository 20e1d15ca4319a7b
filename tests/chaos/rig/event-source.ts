import { Agent, type ClientRequest, get, type IncomingMessage } from 'node:http';

/** Browsers' own, until the stream tells another. */
const usualRetryMs = 3_000;

/** What a browser's EventSource is to a page, with a connection that can be broken. */
export type Source = {
  /** Loses the connection; it comes back by itself, as a browser's does. */
  breakOff: () => void;
  close: () => void;
};

/** What comes of it. Moments are those of `performance.now()`. */
export type SourceEvents = {
  event: (name: string, data: string) => void;
  lost: () => void;
  /** It tries again. */
  reopening: () => void;
  /** It answered with something that is no stream. */
  refused: (status: number) => void;
};

export function eventSource(address: string, cookie: string, on: SourceEvents): Source {
  let request: ClientRequest | undefined;
  let response: IncomingMessage | undefined;
  let retry: NodeJS.Timeout | undefined;
  let retryMs = usualRetryMs;
  let lastId: string | undefined;
  let closed = false;

  const lose = (): void => {
    if (closed || retry) return;
    on.lost();
    retry = setTimeout(() => {
      retry = undefined;
      on.reopening();
      open();
    }, retryMs);
  };
  const take = (block: string): void => {
    let name = 'message';
    const data: string[] = [];
    for (const line of block.split('\n')) {
      if (line.startsWith('event: ')) name = line.slice(7);
      if (line.startsWith('data: ')) data.push(line.slice(6));
      if (line.startsWith('id: ')) lastId = line.slice(4);
      if (line.startsWith('retry: ')) retryMs = Number(line.slice(7));
    }
    if (data.length > 0) on.event(name, data.join('\n'));
  };
  const open = (): void => {
    if (closed) return;
    const last = lastId === undefined ? {} : { 'last-event-id': lastId };
    const asked = get(address, { agent: false, headers: { cookie, accept: 'text/event-stream', ...last } });
    request = asked;
    asked.on('error', lose);
    asked.on('response', (opened) => {
      response = opened;
      if (opened.statusCode !== 200) {
        opened.resume();
        on.refused(opened.statusCode ?? 0);
        return;
      }
      let text = '';
      opened.setEncoding('utf8');
      opened.on('data', (chunk: string) => {
        // What was on its way when the connection broke reaches no page.
        if (response !== opened) return;
        text += chunk;
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) take(block);
      });
      opened.on('error', () => undefined);
      opened.on('close', () => {
        if (response === opened) lose();
      });
    });
  };
  open();

  const drop = (): void => {
    const dropped = response;
    response = undefined;
    dropped?.destroy();
  };
  return {
    breakOff: () => {
      if (response === undefined) return;
      drop();
      lose();
    },
    close: () => {
      closed = true;
      clearTimeout(retry);
      drop();
      request?.destroy();
    },
  };
}

/** A browser's connections for everything else, kept between requests. */
export const browserAgent = (): Agent => new Agent({ keepAlive: true, maxSockets: 5 });
