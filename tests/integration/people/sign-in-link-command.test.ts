import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signInLink } from '#db/schema.ts';
import { systemActor } from '#lib/actor.ts';
import { addPerson } from '#lib/people/commands/add-person.ts';
import { disablePerson } from '#lib/people/commands/disable-person.ts';
import { redeemSignInLink } from '#lib/people/commands/sign-in-link.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const actor = systemActor('test');
let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'storywire-link-'));
  for (const [name, email] of [
    ['Ana', 'ana@example.com'],
    ['Twice', 'one@example.com'],
    ['Twice', 'two@example.com'],
  ] as const)
    await addPerson(database.db, { actor, name, email, grants: [{ role: 'viewer', regionId: null }] });
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

type Ran = { code: number | null; output: string; error: string };

/** Runs the command as somebody at the server's terminal would. */
function run(args: string[], env: Record<string, string> = { DATABASE_URL: database.url }): Promise<Ran> {
  const child = spawn(process.execPath, ['lib/launch/sign-in-link.ts', ...args], {
    cwd: root,
    env: {
      NODE_ENV: 'production',
      PATH: process.env['PATH'],
      STORYWIRE_URL: 'https://stories.example.org',
      STORYWIRE_DATA: folder,
      ...env,
    },
  });
  const ran = { output: '', error: '' };
  child.stdout.on('data', (chunk: Buffer) => (ran.output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (ran.error += chunk.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...ran })));
}

test.each([
  ['an e-mail address, however it is written', ['Ana@Example.com']],
  ['a name', ['--name', 'Ana']],
])('it prints a link for %s, which signs in once', async (_what, args) => {
  const { db } = database;
  const { code, output, error } = await run(args);
  expect({ code, error }).toEqual({ code: 0, error: '' });
  const secret = /^https:\/\/stories\.example\.org\/sign-in\/link#(\S+)\nSigns in Ana, once/.exec(
    output,
  )?.[1];
  const given = { secret: secret!, device: 'Chrome on Windows', now: new Date() };
  expect(await redeemSignInLink(db, given)).toBeDefined();
  expect(await redeemSignInLink(db, given)).toBeUndefined();
});

test(
  'whatever does not work is one sentence with its remedy, and makes no link',
  { timeout: 180_000 },
  async () => {
    const { db } = database;
    const before = await db.$count(signInLink);
    const { userId } = await addPerson(db, { actor, name: 'Gone', email: 'gone@example.com', grants: [] });
    await disablePerson(db, { actor, userId, now: new Date() });
    const embedded = await mkdtemp(join(tmpdir(), 'storywire-link-'));
    const secret = 'x'.repeat(43);
    const sandbox = { appId: '1', appSecret: secret, accessToken: secret, verifyToken: secret };
    await writeFile(
      join(embedded, 'secrets.json'),
      JSON.stringify({ storywire: secret, database: secret, sandbox }),
    );
    for (const [args, env, sentence] of [
      [[], undefined, /^✗ Say for whom: /],
      [['no-address'], undefined, /^✗ Say for whom: /],
      [['nobody@example.com'], undefined, /^✗ Nobody who may sign in is called so/],
      [['gone@example.com'], undefined, /^✗ Nobody who may sign in is called so/],
      [['--name', 'Twice'], undefined, /^✗ Several people are called so; give the e-mail address\./],
      [['a@example.com'], {}, /^✗ There is no Storywire in /],
      [['a@example.com'], { STORYWIRE_DATA: embedded }, /^✗ The database is not running: /],
      [
        ['a@example.com'],
        { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c' },
        /^✗ The database cannot be reached/,
      ],
    ] as const) {
      const { code, output, error } = await run([...args], env);
      expect({ args, code, output, lines: error.trim().split('\n').length, error }).toEqual({
        args,
        code: 1,
        output: '',
        lines: 1,
        error: expect.stringMatching(sentence),
      });
    }
    expect(await db.$count(signInLink)).toBe(before);
    await rm(embedded, { recursive: true, force: true });
  },
);
