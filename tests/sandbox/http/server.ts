import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Control } from '../controls/control.ts';
import { answerControl } from '../controls/control-routes.ts';
import type { Fault } from '../faults.ts';
import { answerCall, refusedAnswer } from '../graph/graph-api.ts';
import type { GraphContext } from '../graph/graph-routes.ts';
import { readAttachment } from '../graph/media-edge.ts';
import { operationOf } from '../graph/operation.ts';
import type { GraphAnswer } from '../graph/request.ts';
import { splitPath } from '../graph/split-path.ts';
import { faultUsageHeaders } from '../graph/usage.ts';
import { accounts } from '../stories/accounts.ts';
import { readCdnFile } from '../stories/media-cdn.ts';
import { jsonAnswer, sendAnswer, textAnswer } from './answer.ts';
import type { Answer } from './answer.ts';
import { fileAnswer } from './byte-range.ts';
import { withoutId } from './without-id.ts';
import { readBody } from './read-body.ts';
import { GraphError, errorEnvelope } from '../graph/graph-error.ts';
import { authorize } from '../graph/tokens.ts';

/** The one HTTP server: Meta's two APIs, their media, and the sandbox's own pages and controls. */
export function createSandboxServer(context: GraphContext, control: Control): Server {
  const server = createServer((request, response) => {
    handle(context, control, request, response).catch((error: unknown) => {
      process.stderr.write(
        `sandbox: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      );
      if (response.headersSent) response.destroy();
      else
        void sendAnswer(
          response,
          jsonAnswer(500, errorEnvelope({ code: 1, message: 'An unknown error has occurred.' })),
        );
    });
  });
  server.keepAliveTimeout = 60_000;
  return server;
}

async function handle(
  context: GraphContext,
  control: Control,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(`${context.world.address}${request.url?.startsWith('/') ? request.url : '/'}`);
  const method = request.method ?? 'GET';
  if (isControl(url.pathname)) {
    await answerControl(control, { method, url, request, response });
    return;
  }
  const cdn = url.pathname.startsWith('/media-cdn/');
  const operation = cdn ? 'media' : operationOf(method, splitPath(url.pathname).path);
  const fault = context.world.faults.take(operation, url.pathname);
  if (fault?.answer_before_body) {
    await sendAnswer(response, {
      ...textAnswer(500, 'Internal Server Error'),
      headers: { 'content-type': 'text/plain', connection: 'close' },
    });
    return;
  }
  const raw = await readBody(request);
  if (!raw) {
    await sendAnswer(response, jsonAnswer(413, errorEnvelope({ code: 1, message: 'Request too large.' })));
    return;
  }
  const work = async (): Promise<Answer> => {
    if (cdn) return answerCdn(context, method, url, request);
    if (url.pathname.startsWith('/lookaside/')) return answerAttachment(context, url, request);
    return toAnswer(await answerCall(context, { method, url, headers: request.headers, raw }));
  };
  await answerWithFault(response, fault, work);
}

async function answerWithFault(
  response: ServerResponse,
  fault: Fault | undefined,
  work: () => Promise<Answer>,
): Promise<void> {
  if (!fault) return sendAnswer(response, await work());
  await wait(fault.delay_ms);
  if (fault.refuse) return sendAnswer(response, toAnswer(refusedAnswer(fault.refuse, fault.usage)));
  const replaced = fault.status !== undefined || fault.body !== undefined;
  let answer = replaced && !fault.accept ? textAnswer(200, '') : await work();
  if (replaced)
    answer = {
      status: fault.status ?? 200,
      headers: { 'content-type': fault.content_type ?? 'text/html' },
      bytes: Buffer.from(fault.body ?? ''),
    };
  else if (fault.content_type !== undefined)
    answer = { ...answer, headers: { ...answer.headers, 'content-type': fault.content_type } };
  if (fault.lose_answer) {
    response.socket?.destroy();
    return undefined;
  }
  await wait(fault.delay_answer_ms);
  if (fault.without_id) answer = withoutId(answer);
  if (fault.usage)
    answer = {
      ...answer,
      headers: {
        ...answer.headers,
        ...faultUsageHeaders(
          fault.usage,
          accounts().map((user) => user.ig_user_id),
        ),
      },
    };
  return sendAnswer(response, answer, {
    ...(fault.cut_body ? { cutBody: true } : {}),
    ...(fault.length_off === undefined ? {} : { lengthOff: fault.length_off }),
    ...(fault.slow_body_ms === undefined ? {} : { slowBodyMs: fault.slow_body_ms }),
  });
}

function toAnswer(answer: GraphAnswer): Answer {
  return jsonAnswer(answer.status, answer.body, answer.headers);
}

async function answerCdn(
  context: GraphContext,
  method: string,
  url: URL,
  request: IncomingMessage,
): Promise<Answer> {
  if (method !== 'GET' && method !== 'HEAD') return textAnswer(405, 'Method not allowed');
  const file = await readCdnFile(context.world, url);
  return file.status === 200
    ? fileAnswer(file.bytes, file.type, request.headers.range)
    : { ...textAnswer(file.status, ''), bytes: file.bytes };
}

/** WhatsApp media is handed out with the token only; an address older than five minutes is not found. */
function answerAttachment(context: GraphContext, url: URL, request: IncomingMessage): Answer {
  try {
    authorize(context.world, request.headers, url.searchParams, { proof: false });
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    return jsonAnswer(401, errorEnvelope(error.fault));
  }
  const file = readAttachment(context.world, url);
  return file ? fileAnswer(file.bytes, file.mimeType, request.headers.range) : textAnswer(404, 'Not found');
}

function isControl(pathname: string): boolean {
  return (
    pathname === '/' ||
    pathname === '/favicon.ico' ||
    pathname.startsWith('/_sandbox') ||
    pathname === '/phones' ||
    pathname.startsWith('/phones/') ||
    pathname.startsWith('/wa.me/')
  );
}

async function wait(timeMs: number | undefined): Promise<void> {
  if (timeMs) await new Promise((resolve) => setTimeout(resolve, timeMs));
}
