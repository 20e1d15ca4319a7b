import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

type Received = { path: string; headers: IncomingHttpHeaders; text: string; at: number };

export type Receiver = {
  url: string;
  received: Received[];
  handshakes: URLSearchParams[];
  /** What it answers to webhooks; 200 at first. */
  answerWith: (status: number) => void;
  /** Every status told so far, as `status` of a wamid, in the order of arrival. */
  statusesOf: (wamid: string) => { status: string; errors?: { code: number }[] }[];
  messages: () => Record<string, unknown>[];
  close: () => Promise<void>;
};

type Value = {
  statuses?: { id: string; status: string; errors?: { code: number }[] }[];
  messages?: Record<string, unknown>[];
};

/** Stands where the application would listen for webhooks. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const handshakes: URLSearchParams[] = [];
  let status = 200;
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://receiver');
    if (request.method === 'GET') {
      handshakes.push(url.searchParams);
      response.end(url.searchParams.get('hub.challenge'));
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({
        path: url.pathname,
        headers: request.headers,
        text: Buffer.concat(chunks).toString('utf8'),
        at: Date.now(),
      });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const values = (): Value[] => received.flatMap(({ text }) => valuesIn(text));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    handshakes,
    answerWith: (next) => (status = next),
    statusesOf: (wamid) =>
      values().flatMap((value) => (value.statuses ?? []).filter((each) => each.id === wamid)),
    messages: () => values().flatMap((value) => value.messages ?? []),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function valuesIn(text: string): Value[] {
  const body = JSON.parse(text) as { entry: { changes: { value: Value }[] }[] };
  return body.entry.flatMap((entry) => entry.changes.map((change) => change.value));
}
