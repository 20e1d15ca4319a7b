import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ActionState } from '#lib/auth/action-state.ts';
import type { Storywire } from './storywire.ts';

export type BuiltAction = { id: string; name: string; page: string };

type Manifest = {
  node: Record<string, { workers: Record<string, unknown>; filename: string; exportedName: string }>;
};

/** Every server action of a build, as `file#export`, with a page that answers for it. */
export function builtActions(folder: string): BuiltAction[] {
  const text = readFileSync(join(folder, '.next/server/server-reference-manifest.json'), 'utf8');
  return Object.entries((JSON.parse(text) as Manifest).node).map(
    ([id, { filename, exportedName, workers }]) => {
      const [worker = ''] = Object.keys(workers);
      const page = worker
        .replace(/^app/, '')
        .replace(/\/page$/, '')
        .replaceAll(/\/\([^)]+\)/g, '');
      return { id, name: `${filename}#${exportedName}`, page: page === '' ? '/' : page };
    },
  );
}

/** Sends a form to a server action as the browser does, without any page's script. */
export async function postAction(
  storywire: Storywire,
  name: string,
  fields: Record<string, string>,
  headers: Record<string, string>,
): Promise<Response> {
  const action = builtActions(storywire.folder).find((each) => each.name === name);
  if (!action) throw new Error(`The build has no action ${name}.`);
  const body = new FormData();
  // React's encoding of (state, form): the form's fields are numbered apart.
  for (const [field, value] of Object.entries(fields)) body.append(`_1_${field}`, value);
  body.append('0', JSON.stringify([{ status: 'idle' }, '$K1']));
  return await storywire.fetch(action.page, {
    method: 'POST',
    headers: { accept: 'text/x-component', 'next-action': action.id, ...headers },
    body,
  });
}

/** What the form got back; undefined when the answer holds no state, as when the request was refused before. */
export async function actionState(response: Response): Promise<ActionState | undefined> {
  const line = (await response.text())
    .split('\n')
    .find((each) => /^\d+:\{"status":"(done|refused)"/.test(each));
  return line === undefined ? undefined : (JSON.parse(line.slice(line.indexOf(':') + 1)) as ActionState);
}
