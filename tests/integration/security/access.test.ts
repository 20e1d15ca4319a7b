import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newCode } from '#lib/ids.ts';
import type { Role } from '#lib/words.ts';
import { actionState, builtActions, postAction } from '#tests/support/server-action.ts';
import { startStorywire, type Storywire } from '#tests/support/storywire.ts';
import matrix from './access-matrix.json' with { type: 'json' };
import { fictionalNumber, makeAccount, makeNumber, makeRegion, type Region } from './world.ts';

/**
 * Who gets what from every page, route and server action. People have their
 * role in the region `own`, and `adminEverywhere` in all; a cell that depends
 * on whose thing it is holds `{ own, other }`. Pages and routes: the status.
 * Actions: whether the form was done or refused.
 */
type Cell = number | string | { own: number | string; other: number | string };
type Who = 'nobody' | Role | 'adminEverywhere';
const expected = matrix as Record<string, Record<Who, Cell>>;
const everyone: Who[] = ['nobody', 'viewer', 'editor', 'admin', 'adminEverywhere'];
const places = ['own', 'other'] as const;
type Place = (typeof places)[number];

let storywire: Storywire;
let regions: Record<Place, Region>;
let cookies: Record<Who, string>;

beforeAll(async () => {
  storywire = await startStorywire();
  const { db, data } = storywire;
  regions = { own: await makeRegion(db, 'Own', data), other: await makeRegion(db, 'Other', data) };
  cookies = {
    nobody: '',
    viewer: await storywire.signIn('viewer', regions.own.id),
    editor: await storywire.signIn('editor', regions.own.id),
    admin: await storywire.signIn('admin', regions.own.id),
    adminEverywhere: await storywire.signIn('admin'),
  };
});
afterAll(() => storywire.close());

/** What to put for the parts of a path that differ by region. */
const pathParts: Record<string, (place: Place) => string> = {
  '[code]': (place) => regions[place].story.code,
  '[storyId]': (place) => regions[place].story.id,
  '[rendition]': () => 'thumbnail',
  '[sessionId]': () => '0193b1f2-0000-7000-8000-000000000000',
  '[...nextauth]': () => 'csrf',
};

const someRegion = () => ({
  name: `New ${newCode(8)}`,
  groupId: '',
  countries: 'GB',
  timeZone: 'Europe/London',
  language: 'en',
  markText: 'GB',
  markColor: '#1d4ed8',
});

/** What each form sends, about something of one's own region or of another. */
const forms: Record<string, (place: Place) => Promise<Record<string, string>>> = {
  addRegionAction: async () => someRegion(),
  editRegionAction: async (place) => ({ ...someRegion(), regionId: regions[place].id }),
  // Into one's own region: from there, or out of another's.
  moveAccountAction: async (place) => ({
    accountId: await makeAccount(storywire.db, regions[place].id),
    regionId: regions.own.id,
  }),
  addNumberAction: async (place) => ({
    regionId: regions[place].id,
    number: fictionalNumber(),
    label: 'New',
    kind: 'person',
    language: '',
  }),
  // Painted as it is, so that each role finds the same.
  saveRoutesAction: async (place) => ({
    changes: JSON.stringify([
      {
        sourceRegionId: regions[place === 'own' ? 'other' : 'own'].id,
        targetRegionId: regions[place].id,
        from: 'instant',
        to: 'instant',
      },
    ]),
  }),
  pauseNumberAction: async (place) => ({
    numberId: (await makeNumber(storywire.db, regions[place].id, 'active')).id,
  }),
  resumeNumberAction: async (place) => ({
    numberId: (await makeNumber(storywire.db, regions[place].id, 'paused')).id,
  }),
  removeNumberAction: async (place) => ({
    numberId: (await makeNumber(storywire.db, regions[place].id, 'active')).id,
  }),
};

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
    const form = forms[target.slice(target.indexOf('#') + 1)];
    if (!form) throw new Error(`Say in this test what ${target} is sent.`);
    return (
      (await actionState(await postAction(storywire, target, await form(place), headers)))?.status ??
      'no answer'
    );
  }
  const path = target.replaceAll(/\[[^\]]+\]/g, (part) => {
    const value = pathParts[part];
    if (!value) throw new Error(`Say in this test what stands for ${part}.`);
    return value(place);
  });
  const abort = new AbortController();
  const response = await storywire.fetch(path, { method, headers, signal: abort.signal });
  // A live stream has no end to wait for.
  abort.abort();
  return response.status;
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
  expect(actual).toEqual(expected);
});
