import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { audit, message, number, unknownSender } from '#db/schema.ts';
import { newId } from '#lib/ids.ts';
import { dispatchOnce, sweepOnce } from '#lib/messages/job.ts';
import { getStatusPage } from '#lib/status/queries/get-status-page.ts';
import { addUnknownSender } from '#lib/numbers/commands/add-unknown-sender.ts';
import { dismissUnknownSender } from '#lib/numbers/commands/dismiss-unknown-sender.ts';
import { findUnknownSender, listUnknownSenders } from '#lib/numbers/queries/unknown-senders.ts';
import { unsealNumber } from '#lib/numbers/queries/unseal-number.ts';
import { eventually } from '#tests/support/eventually.ts';
import { adminEverywhere, personWith } from '#tests/support/sample-brand.ts';
import { type Scene, startScene } from '../messages/scene.ts';
import { inboxOf, processWebhook, seconds } from './inbox.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.close());
beforeEach(async () => {
  await scene.test.db.delete(unknownSender);
  await scene.clear();
});

const admin = adminEverywhere();
const list = (actor = admin) => listUnknownSenders(scene.test.db, { actor });
const wrote = (body: string, at = new Date(), id = `wamid.${newId()}`) => ({
  id,
  timestamp: seconds(at),
  type: 'text',
  text: { body },
});
const hear = (sender: { wa_id?: string; user_id?: string; name?: string }, ...messages: object[]) =>
  processWebhook(
    scene,
    inboxOf(scene, {
      contacts: [{ wa_id: sender.wa_id, user_id: sender.user_id, profile: { name: sender.name ?? 'Rui' } }],
      messages: messages.map((each) => ({ from: sender.wa_id, from_user_id: sender.user_id, ...each })),
    }),
  );

describe('somebody who is none of the work numbers', () => {
  test('is listed once, shortened and sealed, whatever they send, and however often it is repeated', async () => {
    const first = wrote('Hello', new Date(Date.now() - 60_000));
    const last = wrote('STOP');
    await hear({ wa_id: '12025550191', user_id: 'US.77' }, first, last);
    await hear({ wa_id: '12025550191', user_id: 'US.77' }, last, first, { ...first, type: 'image' });
    expect(await list()).toMatchObject([
      {
        shortened: '+1 ··· 0191',
        profileName: 'Rui',
        lastAt: new Date(Number(last.timestamp) * 1_000).toISOString(),
      },
    ]);
    const [row] = await scene.test.db.select().from(unknownSender);
    expect(row).toMatchObject({ messages: 2, firstAt: new Date(Number(first.timestamp) * 1_000) });
    expect(JSON.stringify(row)).not.toContain('2025550191');
  });

  test('whose name on WhatsApp is a number stands there without it', async () => {
    await hear({ wa_id: '12025550191', name: '+1 (202) 555-0191' }, wrote('Hello'));
    expect(await list()).toMatchObject([{ shortened: '+1 ··· 0191', profileName: null }]);
    const [row] = await scene.test.db.select().from(unknownSender);
    expect(row?.profileName).toBeNull();
  });

  test('of whom WhatsApp tells only the user id is listed and can only be dismissed', async () => {
    await hear({ user_id: 'US.78' }, wrote('Hi'));
    const [row] = await list();
    expect(row).toMatchObject({ shortened: null, profileName: 'Rui' });
    expect(
      await findUnknownSender(scene.test.db, { actor: admin, unknownId: row?.id ?? '' }),
    ).toBeUndefined();
    const adding = addUnknownSender(scene.test.db, {
      actor: admin,
      unknownId: row?.id ?? '',
      regionId: scene.targetId,
      label: 'Rui',
    });
    await expect(adding).rejects.toThrow('numberNotFound');
  });

  test('is seen, added and dismissed by nobody but an admin everywhere', async () => {
    await hear({ wa_id: '12025550192' }, wrote('Hi'));
    const [row] = await list();
    const unknownId = row?.id ?? '';
    for (const actor of [
      personWith({ role: 'admin', regionId: scene.targetId }),
      personWith({ role: 'editor', regionId: null }),
      personWith(),
    ]) {
      const { db } = scene.test;
      expect(await list(actor)).toEqual([]);
      await expect(findUnknownSender(db, { actor, unknownId })).rejects.toThrow('notAllowed');
      await expect(dismissUnknownSender(db, { actor, unknownId })).rejects.toThrow('notAllowed');
      await expect(
        addUnknownSender(db, { actor, unknownId, regionId: scene.targetId, label: 'Rui' }),
      ).rejects.toThrow('notAllowed');
    }
    expect(await list()).toHaveLength(1);
  });

  test('is added with the very number, without its being shown, and is unknown no more', async () => {
    await hear({ wa_id: '12025550193' }, wrote('Hi'));
    const [row] = await list();
    const { db } = scene.test;
    const added = await addUnknownSender(db, {
      actor: admin,
      unknownId: row?.id ?? '',
      regionId: scene.targetId,
      label: 'Rui',
    });
    expect(JSON.stringify(added)).not.toContain('0193'.padStart(7, '555'));
    expect(added.shortened).toBe('+1 ··· 0193');
    const [made] = await db.select().from(number).where(eq(number.id, added.id));
    expect(made).toMatchObject({ state: 'invited', label: 'Rui' });
    expect(made && unsealNumber(made)).toBe('+12025550193');
    expect(await list()).toEqual([]);
  });

  test('who was dismissed stays so, also after writing again, and the log says who did it', async () => {
    await hear({ wa_id: '12025550194' }, wrote('Hi'));
    const [row] = await list();
    const { db } = scene.test;
    await dismissUnknownSender(db, { actor: admin, unknownId: row?.id ?? '' });
    await dismissUnknownSender(db, { actor: admin, unknownId: row?.id ?? '' });
    await hear({ wa_id: '12025550194' }, wrote('Hi again'));
    expect(await list()).toEqual([]);
    expect(await db.select().from(audit).where(eq(audit.action, 'unknown_sender.dismiss'))).toMatchObject([
      { actorId: admin.userId, detail: { shortened: '+1 ··· 0194' } },
    ]);
  });
});

describe('the line that says what the number is for', () => {
  const said = () => scene.test.db.select().from(message).orderBy(message.createdAt, message.id);
  const sent = async (digits: string) => (await scene.facts()).filter(({ to }) => to.endsWith(digits));

  test('is sent once a day, in the language of the country, by the way that every message goes', async () => {
    await scene.sandbox.post('/_sandbox/phones/4915123456701/text', { body: 'Hallo' });
    await eventually('it was heard', async () => {
      await scene.drainInbox();
      return (await said()).length === 1;
    });
    await dispatchOnce(scene.context);
    const [line] = await said();
    expect(line).toMatchObject({ kind: 'reply', state: 'accepted', numberId: null, outsideWindow: false });
    expect(await scene.attemptsOf(line?.id ?? '')).toMatchObject([{ outcome: 'accepted' }]);
    const [fact] = await sent('4915123456701');
    expect(fact?.text).toContain('nur für die Teams von');
    for (const name of ['Brazil', 'Portugal']) expect(fact?.text).not.toContain(name);
    expect(JSON.stringify(line)).not.toContain('15123456701');
    await hear({ wa_id: '4915123456701' }, wrote('Hallo?'), wrote('Jemand da?'));
    expect(await said()).toHaveLength(1);
    await scene.test.db.update(unknownSender).set({ answeredAt: sql`now() - interval '25 hours'` });
    await hear({ wa_id: '4915123456701' }, wrote('Noch einmal'));
    expect(await said()).toHaveLength(2);
  });

  test('goes to nobody who says STOP, reacts, is late, was dismissed, or hides the number', async () => {
    const reaction = { type: 'reaction', reaction: { message_id: 'wamid.x', emoji: '👍' } };
    await hear({ wa_id: '12025550195' }, wrote('STOP'), { ...wrote(''), ...reaction });
    await hear({ wa_id: '12025550196' }, wrote('Hi', new Date(Date.now() - 11 * 60_000)));
    await hear({ user_id: 'US.79' }, wrote('Hi'));
    for (const { id } of await list())
      await dismissUnknownSender(scene.test.db, { actor: admin, unknownId: id });
    await hear({ wa_id: '12025550195' }, wrote('Hi'));
    expect(await said()).toEqual([]);
  });

  test('goes to few in an hour, however many write, and a repeat makes no other', async () => {
    const first = wrote('Hi');
    for (let n = 10; n < 33; n += 1) await hear({ wa_id: `120255501${n}` }, n === 10 ? first : wrote('Hi'));
    await scene.test.db.update(unknownSender).set({ answeredAt: null });
    await hear({ wa_id: '12025550110' }, first);
    expect(await said()).toHaveLength(20);
  });

  test('that is too late, or in doubt, ends like any other, and is not sent twice by hand', async () => {
    await hear({ wa_id: '12025550197' }, wrote('Hi'));
    await hear({ wa_id: '12025550198' }, wrote('Hi'));
    const [late, doubtful] = await said();
    await scene.test.db
      .update(message)
      .set({ usefulUntil: sql`now()` })
      .where(eq(message.id, late?.id ?? ''));
    await scene.sandbox.post('/_sandbox/faults', {
      match: 'messages',
      fault: { status: 500, body: '' },
    });
    await dispatchOnce(scene.context);
    await sweepOnce(scene.context);
    await scene.test.db.execute(sql`update message set useful_until = now() where state = 'sending'`);
    await sweepOnce(scene.context);
    const { unconfirmed } = await getStatusPage(scene.test.db, { actor: admin });
    expect(unconfirmed).toMatchObject([
      { id: doubtful?.id, label: null, shortened: '+1 ··· 0198', stranger: true, resendable: false },
    ]);
    expect((await said()).map(({ state }) => state)).toEqual(['expired', 'unconfirmed']);
  });
});
