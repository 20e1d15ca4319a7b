import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Connection } from '#db/client.ts';
import { eventually } from '#tests/support/eventually.ts';
import { type Launched, freePorts, installation, launchStorywire } from '#tests/support/launched.ts';
import { type Sandbox, startSandbox } from '#tests/support/sandbox.ts';

/** From an empty database with Meta's credentials given, as the README says; Meta is a sandbox of the test's own. */
let sandbox: Sandbox;
let launched: Launched;
let owner: Connection;

beforeAll(async () => {
  const [port] = await freePorts(1);
  sandbox = await startSandbox({ callbackUrl: `http://127.0.0.1:${port}` });
  launched = await launchStorywire(await installation({ PORT: String(port), ...sandbox.env }));
  owner = await launched.database();
});
afterAll(async () => {
  await owner.close();
  await launched.remove();
  await sandbox.close();
});

test('no sandbox of its own is started, and the printed words speak of Meta', async () => {
  expect((await launched.processes()).map(({ name }) => name).toSorted()).toEqual([
    'launcher',
    'web',
    'worker',
  ]);
  expect(launched.output()).toContain('Meta mode');
  expect(launched.output()).not.toContain('Phones');
});

test('the accounts that the token reaches wait for a region, and are not polled before they have one', async () => {
  await eventually('accounts are discovered', async () => (await owner.sql`select from account`).length > 0);
  const rows = await owner.sql<{ mapped: boolean; checked: boolean }[]>`
    select region_id is not null as mapped, first_checked_at is not null as checked from account`;
  expect(rows.every(({ mapped, checked }) => !mapped && !checked)).toBe(true);
  expect(await owner.sql`select from region`).toHaveLength(0);
});

test('the templates are submitted and their approval comes back by webhook', async () => {
  await eventually('all are approved', async () => {
    const rows = await owner.sql<{ state: string }[]>`select state from template`;
    return rows.length > 0 && rows.every(({ state }) => state === 'approved');
  });
});

test('nobody can choose to be somebody: the demo sign-in does not exist', async () => {
  const page = await (await fetch(`${launched.url}/sign-in`)).text();
  // The scripts carry the page's texts in all their states; what is seen stands outside them.
  const seen = page.replaceAll(/<script[\s\S]*?<\/script>/g, '');
  expect(/demo|choose/i.test(seen)).toBe(false);
  expect(seen.includes('Use the sign-in link that you were given')).toBe(true);
  const providers = (await (await fetch(`${launched.url}/api/auth/providers`)).json()) as object;
  expect(Object.keys(providers)).toEqual(['link']);
});
