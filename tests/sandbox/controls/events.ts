import type { ServerResponse } from 'node:http';
import type { Control } from './control.ts';

const pingEveryMs = 15_000;

/** `GET /_sandbox/events`: a hint whenever anything changes; the page then reads it again. */
export function streamEvents(control: Control, response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  response.write('retry: 1000\n\n');
  const stop = control.world.hints.listen((hint) => response.write(`data: ${JSON.stringify(hint)}\n\n`));
  const ping = setInterval(() => response.write(': ping\n\n'), pingEveryMs);
  response.on('close', () => {
    stop();
    clearInterval(ping);
  });
}
