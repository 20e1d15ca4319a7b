import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { audit, message, number, optIn, region, webhookInbox } from '#db/schema.ts';
import { newId } from '#lib/ids.ts';
import { keyring } from '#lib/keyring.ts';
import { dispatchOnce } from '#lib/messages/job.ts';
import { addNumber } from '#lib/numbers/commands/add-number.ts';
import { changeJoinLink } from '#lib/numbers/commands/change-join-link.ts';
import { unsealNumber } from '#lib/numbers/queries/unseal-number.ts';
import { seal } from '#lib/seal.ts';
import { processInbox } from '#lib/webhooks/job.ts';
import { tester } from '#tests/support/sample-brand.ts';
import { type Scene, startScene } from '../messages/scene.ts';

let scene: Scene;
let code: string;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.close());
beforeEach(async () => {
  await scene.clear();
  await scene.test.db
    .update(region)
    .set({ archivedAt: null, joinCode: null })
    .where(eq(region.id, scene.targetId));
  await changeJoinLink(scene.test.db, { actor: tester, regionId: scene.targetId, act: 'open' });
  code = (await home()).joinCode ?? '';
});

const home = async () => (await scene.test.db.select().from(region).where(eq(region.id, scene.targetId)))[0]!;
const everyNumber = () => scene.test.db.select().from(number);
const read = async (id: string) => (await scene.test.db.select().from(number).where(eq(number.id, id)))[0]!;
const proofs = (id: string) =>
  scene.test.db.select().from(optIn).where(eq(optIn.numberId, id)).orderBy(optIn.at);
const replies = async (id: string) =>
  (await scene.messagesOf(id)).filter(({ kind }) => kind === 'reply').map(({ body }) => body);

/** Seconds before one moment for all, as WhatsApp's clock would tell them. */
const start = Math.floor(Date.now() / 1_000) * 1_000;
const ago = (seconds: number) => new Date(start - seconds * 1_000);

type Sender = { wa_id?: string; user_id?: string; name?: string };

/** Puts what a phone wrote into the inbox as WhatsApp tells of it, and works it through. */
async function write({ wa_id, user_id, name }: Sender, body: string, at = new Date()): Promise<void> {
  const id = newId();
  const value = {
    messaging_product: 'whatsapp',
    metadata: { phone_number_id: scene.sandbox.env.WHATSAPP_PHONE_NUMBER_ID },
    contacts: [{ profile: { name }, wa_id, user_id }],
    messages: [
      {
        from: wa_id,
        from_user_id: user_id,
        id: `wamid.${id}`,
        timestamp: String(Math.floor(at.getTime() / 1_000)),
        type: 'text',
        text: { body },
      },
    ],
  };
  const json = {
    object: 'whatsapp_business_account',
    entry: [{ id: '1', changes: [{ field: 'messages', value }] }],
  };
  await scene.test.db.insert(webhookInbox).values({
    id,
    source: 'whatsapp',
    bodyHash: id,
    sealed: seal(keyring(), `webhook_inbox:${id}`, JSON.stringify(json)),
  });
  await processInbox(scene.context, { inboxId: id });
  const [row] = await scene.test.db.select().from(webhookInbox).where(eq(webhookInbox.id, id));
  expect(row).toMatchObject({ processedAt: expect.any(Date), poison: null });
}

describe("a phone that nobody invited sends a region's code", () => {
  test('and becomes an active number of that region, with proof, an answer, and the next story', async () => {
    const at = new Date(Math.floor(Date.now() / 1_000) * 1_000);
    await write(
      { wa_id: '12025550181', user_id: 'US.181', name: ' Nia\u202E Okafor ' },
      `Join ${code.toLowerCase()}`,
      at,
    );
    const [row] = await everyNumber();
    expect(row).toMatchObject({
      label: 'Nia Okafor',
      homeRegionId: scene.targetId,
      state: 'active',
      kind: 'person',
      country: 'US',
      shortened: '+1 ··· 0181',
      language: null,
    });
    expect(unsealNumber(row!)).toBe('+12025550181');
    expect(await proofs(row!.id)).toMatchObject([
      { kind: 'region_code', words: `Join ${code.toLowerCase()}`, at, attestedByUserId: null },
    ]);
    await dispatchOnce(scene.context);
    expect(await scene.facts(row!.id)).toHaveLength(1);
    expect(await replies(row!.id)).toEqual([expect.stringContaining('Portugal')]);
    await scene.tell();
    await scene.passInterval();
    await dispatchOnce(scene.context);
    expect(await scene.facts(row!.id)).toHaveLength(2);
    const lines = await scene.test.db.select().from(audit).where(eq(audit.thingId, row!.id));
    expect(lines).toMatchObject([
      { action: 'number.add', actorKind: 'system', detail: { optIn: 'region_code' } },
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/2025550181|Nia/);
  });

  test.each([[undefined], [''], ['+1 202 555 0182'], ['12025550182']])(
    'whose profile is named %j is called by its shortened number',
    async (name) => {
      await write({ wa_id: '12025550182', ...(name === undefined ? {} : { name }) }, code);
      expect(await everyNumber()).toMatchObject([{ label: '+1 ··· 0182' }]);
    },
  );

  test('twice at the same moment makes one number', async () => {
    await Promise.all([write({ wa_id: '12025550183' }, code), write({ wa_id: '12025550183' }, code)]);
    expect(await everyNumber()).toMatchObject([{ state: 'active' }]);
  });

  test.each([
    ['Brazil, without the ninth digit', '551187654321', '5511987654321'],
    ['Mexico, with the 1', '5215512345678', '525512345678'],
  ])('from %s, is one number however WhatsApp writes it', async (_, waId, other) => {
    await write({ wa_id: waId }, code);
    await write({ wa_id: other }, code);
    expect(await everyNumber()).toHaveLength(1);
    await write({ wa_id: other }, 'Stop');
    expect(await everyNumber()).toMatchObject([{ state: 'opted_out' }]);
  });

  test('known by a business-scoped user id alone, joins nothing, is not answered, and the refusal is kept', async () => {
    for (const sender of [{ user_id: 'US.1234' }, { wa_id: 'US.1235' }]) await write(sender, code);
    expect(await everyNumber()).toEqual([]);
    expect(await scene.test.db.$count(message)).toBe(0);
    const lines = await scene.test.db
      .select()
      .from(audit)
      .where(and(eq(audit.thingId, scene.targetId), eq(audit.outcome, 'refused')));
    expect(lines).toMatchObject([
      { action: 'number.join', detail: { reason: 'user_id_alone' } },
      { action: 'number.join', detail: { reason: 'user_id_alone' } },
    ]);
  });

  test('that was closed, renewed, or is of an archived region, joins nothing', async () => {
    await changeJoinLink(scene.test.db, { actor: tester, regionId: scene.targetId, act: 'renew' });
    await write({ wa_id: '12025550184' }, code);
    const renewed = (await home()).joinCode ?? '';
    await scene.test.db.update(region).set({ archivedAt: new Date() }).where(eq(region.id, scene.targetId));
    await write({ wa_id: '12025550184' }, renewed);
    await scene.test.db.update(region).set({ archivedAt: null }).where(eq(region.id, scene.targetId));
    await changeJoinLink(scene.test.db, { actor: tester, regionId: scene.targetId, act: 'close' });
    await write({ wa_id: '12025550184' }, renewed);
    expect(await everyNumber()).toEqual([]);
  });
});

describe("a number that is there already sends a region's code", () => {
  test.each(['opted_out', 'unreachable', 'invited', 'active'] as const)(
    '%s before, it is active, in its own region, and the code is kept as its opt-in',
    async (state) => {
      const id = await scene.addNumber('Ana');
      await scene.test.db
        .update(number)
        .set({
          state,
          homeRegionId: scene.source.regionId,
          joinCode: state === 'invited' ? 'AAAABBBB' : null,
        })
        .where(eq(number.id, id));
      await write({ wa_id: await scene.digits(id), name: 'Somebody else' }, code);
      expect(await everyNumber()).toMatchObject([
        { id, state: 'active', label: 'Ana', homeRegionId: scene.source.regionId, joinCode: null },
      ]);
      expect((await proofs(id)).map(({ kind }) => kind).toSorted()).toEqual(['attested', 'region_code']);
      expect(await replies(id)).toEqual([expect.stringContaining('You are in')]);
    },
  );

  test('paused by an admin, it stays paused and is told so', async () => {
    const id = await scene.addNumber();
    await scene.test.db.update(number).set({ state: 'paused' }).where(eq(number.id, id));
    await write({ wa_id: await scene.digits(id) }, code);
    expect(await read(id)).toMatchObject({ state: 'paused' });
    expect(await replies(id)).toEqual([expect.stringContaining('paused by an admin')]);
  });

  test('known by its user id alone, it comes back all the same', async () => {
    const id = await scene.addNumber();
    await write({ wa_id: await scene.digits(id), user_id: 'US.777' }, 'Stop', ago(60));
    await write({ user_id: 'US.777' }, code);
    expect(await everyNumber()).toMatchObject([{ id, state: 'active' }]);
  });

  test('a Stop from before that comes late does not put it out again', async () => {
    const id = await scene.addNumber();
    const digits = await scene.digits(id);
    await write({ wa_id: digits }, code);
    await write({ wa_id: digits }, 'Stop', ago(60));
    expect(await read(id)).toMatchObject({ state: 'active' });
  });

  test('late, from before its Stop, or in the same second, it stays out and is not answered again', async () => {
    const id = await scene.addNumber();
    const wa_id = await scene.digits(id);
    await write({ wa_id }, 'Stop', ago(60));
    await write({ wa_id }, code, ago(120));
    await write({ wa_id }, code, ago(60));
    expect(await read(id)).toMatchObject({ state: 'opted_out' });
    expect((await proofs(id)).map(({ kind }) => kind)).toEqual(['attested']);
    expect(await replies(id)).toHaveLength(1);
    await write({ wa_id }, code, ago(59));
    expect(await read(id)).toMatchObject({ state: 'active' });
  });

  test('an earlier Stop still stands after a later one was heard first', async () => {
    const id = await scene.addNumber();
    const wa_id = await scene.digits(id);
    await write({ wa_id }, 'Stop', ago(60));
    await write({ wa_id }, 'Stop', ago(180));
    await write({ wa_id }, code, ago(120));
    expect(await read(id)).toMatchObject({ state: 'opted_out' });
  });
});

test("an invited number's own code still goes before the region's, and is worth nothing from another phone", async () => {
  const invited = await addNumber(scene.test.db, {
    actor: tester,
    regionId: scene.targetId,
    number: '+1 202 555 0190',
    label: 'Invited',
  });
  await write({ wa_id: '12025550191' }, invited.joinCode ?? '');
  expect(await everyNumber()).toMatchObject([{ state: 'invited' }]);
  await write({ wa_id: '12025550190' }, invited.joinCode ?? '');
  expect(await everyNumber()).toMatchObject([{ state: 'active' }]);
  expect(await proofs(invited.id)).toMatchObject([{ kind: 'join_code' }]);
});
