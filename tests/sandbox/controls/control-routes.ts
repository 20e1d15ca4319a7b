import type { Json } from '../json.ts';
import { asObject, parseJson } from '../json.ts';
import { jsonAnswer, sendAnswer } from '../http/answer.ts';
import { readBody } from '../http/read-body.ts';
import { ControlError } from './control.ts';
import type { Control, ControlRequest, ControlRoute } from './control.ts';
import { streamEvents } from './events.ts';
import { faultControls } from './fault-controls.ts';
import { readPage } from './pages.ts';
import { phoneControls } from './phone-controls.ts';
import { publishingControls } from './publishing-controls.ts';
import { senderControls } from './sender-controls.ts';
import { stateControls } from './state-controls.ts';
import { storyControls } from './story-controls.ts';

const routes: ControlRoute[] = [
  ...storyControls,
  ...phoneControls,
  ...faultControls,
  ...senderControls,
  ...stateControls,
  ...publishingControls,
];
const loopbackNames = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Answers for the sandbox's own pages and controls, which are for this machine only. */
export async function answerControl(control: Control, call: ControlRequest): Promise<void> {
  const { method, url, request, response } = call;
  try {
    refuseStrangers(call);
    if (url.pathname === '/_sandbox/events' && method === 'GET') {
      streamEvents(control, response);
      return;
    }
    const page = method === 'GET' || method === 'HEAD' ? await readPage(control, url.pathname) : undefined;
    if (page) {
      await sendAnswer(response, page);
      return;
    }
    const found = findRoute(method, url.pathname);
    if (!found) throw new ControlError(404, 'There is nothing here.');
    const body = await readJsonBody(call);
    const result: Json = await found.route.run(control, {
      params: found.params,
      body,
      query: url.searchParams,
    });
    await sendAnswer(response, jsonAnswer(200, result));
  } catch (error) {
    if (!(error instanceof ControlError)) throw error;
    if (!request.readableEnded) request.resume();
    await sendAnswer(response, jsonAnswer(error.status, { error: error.message }));
  }
}

/** Keeps web pages of other origins out, also those that point their own name at this machine. */
function refuseStrangers({ request }: ControlRequest): void {
  const name = (request.headers.host ?? '').replace(/:\d+$/, '');
  if (!loopbackNames.has(name)) throw new ControlError(403, 'The sandbox answers under loopback names only.');
  const remote = request.socket.remoteAddress ?? '';
  if (!/^(::ffff:)?127\.|^::1$/.test(remote))
    throw new ControlError(403, 'The sandbox answers this machine only.');
  const { origin } = request.headers;
  if (origin !== undefined && origin !== `http://${request.headers.host ?? ''}`)
    throw new ControlError(403, 'The sandbox answers its own pages only.');
}

async function readJsonBody({ method, request }: ControlRequest): Promise<Record<string, Json | undefined>> {
  const raw = await readBody(request);
  if (method === 'GET' || method === 'HEAD') return {};
  const isJson = (request.headers['content-type'] ?? '').split(';')[0]?.trim() === 'application/json';
  if (method === 'DELETE' && raw?.length === 0) return {};
  if (!isJson) throw new ControlError(415, 'Controls take application/json.');
  const body = asObject(raw === undefined || raw.length === 0 ? {} : parseJson(raw.toString('utf8')));
  if (!body) throw new ControlError(400, 'The body must be a JSON object.');
  return body;
}

function findRoute(
  method: string,
  pathname: string,
): { route: ControlRoute; params: Record<string, string> } | undefined {
  for (const route of routes) {
    const params = route.method === method ? matchPath(route.path, pathname) : undefined;
    if (params) return { route, params };
  }
  return undefined;
}

function matchPath(pattern: string, pathname: string): Record<string, string> | undefined {
  const [wanted, given] = [pattern.split('/'), pathname.split('/')];
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(value);
    else if (part !== value) return undefined;
  }
  return params;
}
