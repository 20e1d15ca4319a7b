import type { ServerResponse } from 'node:http';
import type { Json } from '../json.ts';

/** A whole answer, before any fault is applied to it. */
export type Answer = { status: number; headers: Record<string, string>; bytes: Buffer };

/** How the bytes leave: faults cut or slow them. */
export type Delivery = { cutBody?: boolean; slowBodyMs?: number; lengthOff?: number };

export function jsonAnswer(status: number, body: Json, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=UTF-8', ...headers },
    bytes: Buffer.from(JSON.stringify(body)),
  };
}

export function textAnswer(status: number, text: string): Answer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, bytes: Buffer.from(text) };
}

/** Sends an answer, of which `lengthOff` misstates the length by so many bytes. With `cutBody` the announced length is never reached and the connection ends. */
export async function sendAnswer(
  response: ServerResponse,
  answer: Answer,
  delivery: Delivery = {},
): Promise<void> {
  if (response.destroyed) return;
  const announced = Math.max(0, answer.bytes.length + (delivery.lengthOff ?? 0));
  response.writeHead(answer.status, {
    'cache-control': 'no-store',
    ...answer.headers,
    'content-length': announced,
  });
  if (delivery.slowBodyMs !== undefined) {
    response.flushHeaders();
    await new Promise((resolve) => setTimeout(resolve, delivery.slowBodyMs));
  }
  if (announced > answer.bytes.length) {
    response.write(answer.bytes, () => response.socket?.destroy());
    return;
  }
  if (!delivery.cutBody) {
    response.end(answer.bytes.subarray(0, announced));
    return;
  }
  response.write(answer.bytes.subarray(0, Math.floor(answer.bytes.length / 2)), () =>
    response.socket?.destroy(),
  );
}
