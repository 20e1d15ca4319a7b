import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { grant } from '#db/schema.ts';
import type { Role } from '#lib/words.ts';
import { actionState, builtActions, postAction } from '#tests/support/server-action.ts';
import { startStorywire, type Storywire } from '#tests/support/storywire.ts';
import matrix from './access-matrix.json' with { type: 'json' };
import { type AccessSamples, type AccessWorld, type Place } from './access-world.ts';
import { makeRegion } from './world.ts';

/**
 * Who gets what from every page, route and server action. People have their
 * role in the region `own`, and `adminEverywhere` in all; a cell that depends
 * on whose thing it is holds `{ own, other }`. Pages and routes: the status.
 * Actions: whether the form was done or refused.
 * `noRole` is signed in without any role. Left out, it is what a viewer gets in another region.
 */
type Cell = number | string | { own: number | string; other: number | string };
type Who = 'nobody' | 'noRole' | Role | 'adminEverywhere';
type Row = Record<Exclude<Who, 'noRole'>, Cell> & { noRole?: Cell };
const expected = matrix as Record<string, Row>;
const everyone: Who[] = ['nobody', 'noRole', 'viewer', 'editor', 'admin', 'adminEverywhere'];

const noRoleOf = ({ noRole, viewer }: Row): Cell =>
  noRole ?? (typeof viewer === 'object' ? viewer.other : viewer);

let storywire: Storywire;
let world: AccessWorld;
let samples: Required<AccessSamples>;
let cookies: Record<Who, string>;

beforeAll(async () => {
  samples = await allSamples();
  storywire = await startStorywire();
  const { db, data } = storywire;
  const regions = { own: await makeRegion(db, 'Own', data), other: await makeRegion(db, 'Other', data) };
  world = { storywire, regions };
  const noRole = await storywire.addPerson('viewer');
  await db.delete(grant).where(eq(grant.userId, noRole));
  cookies = {
    nobody: '',
    noRole: await storywire.signInAs(noRole),
    viewer: await storywire.signIn('viewer', regions.own.id),
    editor: await storywire.signIn('editor', regions.own.id),
    admin: await storywire.signIn('admin', regions.own.id),
    adminEverywhere: await storywire.signIn('admin'),
  };
});
afterAll(() => storywire.close());

/** The samples of all areas as one. An entry that two areas bring fails, since one of them would not count. */
async function allSamples(): Promise<Required<AccessSamples>> {
  const all = { pathParts: {}, queries: {}, bodies: {}, forms: {} } satisfies Required<AccessSamples>;
  const folder = join(import.meta.dirname, 'access-samples');
  for (const file of readdirSync(folder)) {
    const area = (await import(join(folder, file))) as { samples: AccessSamples };
    for (const kind of ['pathParts', 'queries', 'bodies', 'forms'] as const) {
      for (const [name, sample] of Object.entries(area.samples[kind] ?? {})) {
        if (name in all[kind]) throw new Error(`Two files of access-samples/ say what ${name} is.`);
        Object.assign(all[kind], { [name]: sample });
      }
    }
  }
  return all;
}

/** Everything that the build answers to: `GET /path`, and `ACTION file#name`. */
function built(): string[] {
  const manifest = join(storywire.folder, '.next/app-path-routes-manifest.json');
  const routes = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, string>;
  const requests = Object.entries(routes)
    .filter(([file]) => file !== '/_not-found/page' && file !== '/_global-error/page')
    .flatMap(([file, path]) =>
      file.endsWith('/route') ? methodsOf(file).map((method) => `${method} ${path}`) : [`GET ${path}`],
    );
  return [...requests, ...builtActions(storywire.folder).map(({ name }) => `ACTION ${name}`)].toSorted();
}

const methodNames = /\b(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b/g;

/** The methods that a route's source exports. Files that Next makes itself, such as icons, have GET only. */
function methodsOf(file: string): string[] {
  let source: string;
  try {
    source = readFileSync(join(storywire.folder, 'app', `${file}.ts`), 'utf8');
  } catch {
    return ['GET'];
  }
  const exported = source.matchAll(
    /^export (?:const (\w+|\{[^}]*\})|(?:async )?function (\w+)|\{([^}]*)\})/gm,
  );
  const methods = [...exported].flatMap((parts) => parts.slice(1).join(' ').match(methodNames) ?? []);
  if (methods.length === 0)
    throw new Error(`No method was found in ${file}: this test cannot read how it exports them.`);
  return methods;
}

async function outcome(entry: string, who: Who, place: Place): Promise<number | string> {
  const [method = '', target = ''] = entry.split(' ');
  const headers = { cookie: cookies[who], origin: storywire.url };
  if (method === 'ACTION') {
    const form = samples.forms[target.slice(target.indexOf('#') + 1)];
    if (!form) throw new Error(`Say in access-samples/ what ${target} is sent.`);
    return (
      (await actionState(await postAction(storywire, target, await form(world, place), headers)))?.status ??
      'no answer'
    );
  }
  const body = await samples.bodies[entry]?.(world, place);
  const abort = new AbortController();
  const response = await storywire.fetch(await pathOf(target, place), {
    method,
    headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: abort.signal,
  });
  // A live stream has no end to wait for.
  abort.abort();
  return response.status;
}

async function pathOf(target: string, place: Place): Promise<string> {
  const parts = target.split('/').map(async (part) => {
    if (!part.startsWith('[')) return part;
    const sample = samples.pathParts[part];
    if (!sample) throw new Error(`Say in access-samples/ what stands for ${part}.`);
    return await sample(world, place);
  });
  return (await Promise.all(parts)).join('/') + ((await samples.queries[target]?.(world, place)) ?? '');
}

const asCell = (own: number | string, other: number | string): Cell => (own === other ? own : { own, other });

test('every page, route and action of the build is in the matrix, and nothing else is', () => {
  expect(Object.keys(expected).toSorted()).toEqual(built());
});

test('everybody gets from everything exactly what the matrix says', async () => {
  const actual: Record<string, Record<string, Cell>> = {};
  for (const entry of built()) {
    actual[entry] = {};
    for (const who of everyone) {
      actual[entry][who] = asCell(await outcome(entry, who, 'own'), await outcome(entry, who, 'other'));
    }
  }
  const filled = Object.entries(expected).map(([entry, row]) => [entry, { ...row, noRole: noRoleOf(row) }]);
  expect(actual).toEqual(Object.fromEntries(filled));
});
