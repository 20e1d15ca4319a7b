import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { grant, installation } from '#db/schema.ts';
import type { Role } from '#lib/words.ts';
import { actionState, builtActions, postAction } from '#tests/support/server-action.ts';
import { startStorywire, type Storywire } from '#tests/support/storywire.ts';
import matrix from './access-matrix.json' with { type: 'json' };
import { readSamples, samplePath } from './access-samples.ts';
import type { AccessSamples, AccessWorld, Place } from './access-world.ts';
import { builtRequests } from './built-requests.ts';
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
  samples = await readSamples();
  storywire = await startStorywire();
  const { db, data } = storywire;
  const regions = { own: await makeRegion(db, 'Own', data), other: await makeRegion(db, 'Other', data) };
  world = { storywire, regions };
  await db.insert(installation).values({ mode: 'sandbox', brandName: 'Brand' }).onConflictDoNothing();
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

/** Everything that the build answers to: `GET /path`, and `ACTION file#name`. */
const built = (): string[] =>
  [
    ...builtRequests(storywire.folder).map(({ method, path }) => `${method} ${path}`),
    ...builtActions(storywire.folder).map(({ name }) => `ACTION ${name}`),
  ].toSorted();

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
  const response = await storywire.fetch(await samplePath(samples, target, world, place), {
    method,
    headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: abort.signal,
  });
  // A live stream has no end to wait for.
  abort.abort();
  return response.status;
}

const asCell = (own: number | string, other: number | string): Cell => (own === other ? own : { own, other });

test('every page, route and action of the build is in the matrix, and nothing else is', () => {
  expect(Object.keys(expected).toSorted()).toEqual(built());
});

test('everybody gets from everything exactly what the matrix says', { timeout: 240_000 }, async () => {
  const actual: Record<string, Record<string, Cell>> = {};
  const cellsOf = async (entry: string, who: Who): Promise<[Who, Cell]> => [
    who,
    asCell(await outcome(entry, who, 'own'), await outcome(entry, who, 'other')),
  ];
  for (const entry of built()) {
    const cells: [Who, Cell][] = [];
    // What only reads is asked by all at once; what changes something, by one after the other.
    if (entry.startsWith('GET '))
      cells.push(...(await Promise.all(everyone.map((who) => cellsOf(entry, who)))));
    else for (const who of everyone) cells.push(await cellsOf(entry, who));
    actual[entry] = Object.fromEntries(cells);
  }
  const filled = Object.entries(expected).map(([entry, row]) => [entry, { ...row, noRole: noRoleOf(row) }]);
  expect(actual).toEqual(Object.fromEntries(filled));
});

test('a page about something that is not there says so with its status', async () => {
  const headers = { cookie: cookies.adminEverywhere };
  // The short address of a story leads to its page, whatever it names.
  const about = builtRequests(storywire.folder).filter(
    ({ kind, path }) => kind === 'page' && path.includes('[') && path !== '/s/[code]',
  );
  expect(about.length).toBeGreaterThan(0);
  for (const { path } of about) {
    for (const id of ['0193b1f2-0000-7000-8000-000000000000', 'ZZZZZZ', 'nonsense%00']) {
      const { status } = await storywire.fetch(path.replaceAll(/\[\w+\]/g, id), { headers });
      expect({ path, id, status }).toEqual({ path, id, status: 404 });
    }
  }
});
