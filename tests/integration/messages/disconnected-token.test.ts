import { afterAll, beforeAll, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import { alarm, sender, token } from '#db/schema.ts';
import { disconnectToken } from '#lib/accounts/commands/disconnect-token.ts';
import { enterToken } from '#lib/accounts/commands/enter-token.ts';
import { checkToken } from '#lib/accounts/job/check-token.ts';
import { listAudit } from '#lib/audit-log/queries/list-audit.ts';
import { dispatchOnce, prepareSender, sweepOnce } from '#lib/messages/job.ts';
import { testSetUp } from '#lib/set-up/job.ts';
import { getSetUpPage } from '#lib/set-up/queries/get-set-up-page.ts';
import { getStatusPage } from '#lib/status/queries/get-status-page.ts';
import { adminEverywhere } from '#tests/support/sample-brand.ts';
import { eventually } from '#tests/support/eventually.ts';
import { type Scene, startScene } from './scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.close());

const admin = adminEverywhere();
const openAlarms = async () => {
  const { alarms } = await getStatusPage(scene.test.db, { actor: admin });
  return alarms.map(({ kind }) => kind);
};
const standing = async () => {
  const { sending } = await getStatusPage(scene.test.db, { actor: admin });
  return sending!.senders.map((each) => each.token);
};
/** Enters a token, and lets a worker ask Meta what it is and whether it reads the number. */
const connect = async () => {
  const { context, sandbox } = scene;
  const { access_token: accessToken } = await sandbox.post<{ access_token: string }>('/_sandbox/tokens', {});
  const tokenId = await enterToken(context.db, { actor: admin, accessToken, now: new Date() });
  await checkToken(context, { tokenId });
  expect(await prepareSender(context, { tokenId: undefined })).toMatchObject({ complete: true });
  return { tokenId, accessToken };
};
const stateOf = async (numberId: string) => (await scene.messagesOf(numberId)).at(-1)!.state;

test('a broken token that has sent is disconnected, what it sent stays, and what waits goes out with the next', async () => {
  const { context, sandbox, test: database } = scene;
  const { db } = database;
  const told = await scene.addNumber('Told before');
  await scene.tell();
  await dispatchOnce(context);
  await eventually('it is delivered', async () => {
    await scene.drainInbox();
    return ['delivered', 'read'].includes(await stateOf(told));
  });
  const [before] = await scene.messagesOf(told);

  await sandbox.put('/_sandbox/tokens', { state: 'revoked' });
  const waits = await scene.addNumber('Told after');
  await scene.passInterval();
  await scene.tell();
  await dispatchOnce(context);
  await sweepOnce(context);
  expect(await openAlarms()).toContain('token_broken');
  expect(await standing()).toEqual(['refused']);
  const disconnected = await disconnectToken(db, {
    actor: admin,
    tokenId: scene.tokenId,
    environmentToken: undefined,
  });
  expect(disconnected).toMatchObject({ silent: true });
  expect(await db.$count(token)).toBe(0);

  // The admin is told on every page that speaks of it.
  await sweepOnce(context);
  expect(await openAlarms()).toContain('no_sending_token');
  expect(await openAlarms()).not.toContain('token_broken');
  expect(await standing()).toEqual(['none']);
  await testSetUp(context);
  const { items } = await getSetUpPage(db, { actor: admin, env: context.env, now: new Date() });
  expect(items.find(({ key }) => key === 'sender')).toMatchObject({ state: 'bad', says: 'silent' });

  // What it did stays.
  const [after] = await scene.messagesOf(told);
  const { id, acceptedAt, deliveredAt } = before!;
  expect(deliveredAt).not.toBeNull();
  expect(after).toMatchObject({ id, acceptedAt, deliveredAt });
  expect(await scene.attemptsOf(before!.id)).toHaveLength(1);
  const { lines } = await listAudit(db, {
    actor: admin,
    filters: {},
    timeZone: 'UTC',
    actionsSaying: () => [],
  });
  expect(lines.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['token.connect', 'sender.connect', 'sender.disconnect', 'token.disconnect']),
  );

  // Nothing goes out, and nothing is lost.
  const sent = await scene.facts();
  await scene.passInterval();
  await dispatchOnce(context);
  expect(await scene.facts()).toHaveLength(sent.length);
  expect(await stateOf(waits)).toBe('planned');

  const { tokenId } = await connect();
  const [row] = await db.select().from(sender);
  expect(row).toMatchObject({ id: scene.senderId, tokenId });
  await scene.passInterval();
  await dispatchOnce(context);
  expect(await stateOf(waits)).toBe('accepted');
  await sweepOnce(context);
  expect(await db.$count(alarm, eq(alarm.kind, 'no_sending_token'))).toBe(1);
  expect(await openAlarms()).not.toContain('no_sending_token');
});

test('sending goes on with another token that has read the number, once the one is refused', async () => {
  const { context, sandbox } = scene;
  await scene.clear();
  // Newer than whatever sends now, so that it stands by.
  const spare = await connect();
  const [before] = await context.db.select().from(sender);
  expect(before!.tokenId).not.toBe(spare.tokenId);
  await sandbox.put('/_sandbox/tokens', { state: 'revoked' });
  await sandbox.put('/_sandbox/tokens', { state: 'valid', access_token: spare.accessToken });
  const numberId = await scene.addNumber('Told by the other');
  await scene.tell();
  await dispatchOnce(context);
  expect((await scene.messagesOf(numberId)).map(({ state }) => state)).toEqual(['planned']);
  const [after] = await context.db.select().from(sender);
  expect(after!.tokenId).toBe(spare.tokenId);
  await scene.passInterval();
  await dispatchOnce(context);
  expect(await stateOf(numberId)).toBe('accepted');
  await sweepOnce(context);
  expect(await openAlarms()).not.toContain('no_sending_token');
  expect(await standing()).toEqual(['works']);
});
