import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alert, audit, message, number, optIn } from '#db/schema.ts';
import { newId } from '#lib/ids.ts';
import { addNumber } from '#lib/numbers/commands/add-number.ts';
import {
  joinByCode,
  learnSenderIds,
  muteNumber,
  optOutNumber,
  recordInbound,
  rejoinNumber,
} from '#lib/numbers/commands/from-phone.ts';
import { pauseNumber, removeNumber, resumeNumber } from '#lib/numbers/commands/manage-number.ts';
import { findNumberBySenderIds } from '#lib/numbers/queries/find-number.ts';
import { unsealNumber } from '#lib/numbers/queries/unseal-number.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import {
  adminEverywhere,
  personWith,
  sampleAccount,
  sampleAlert,
  sampleNumber,
  sampleRegion,
  sampleSender,
  sampleStory,
  tester,
  viewerOf,
} from '#tests/support/sample-brand.ts';

let test: TestDatabase;
let brazil: string;
let mexico: string;
beforeAll(async () => {
  test = await testDatabase();
  brazil = await sampleRegion(test.db, { name: 'Brazil', countries: ['BR'] });
  mexico = await sampleRegion(test.db, { name: 'Mexico', countries: ['MX'] });
});
afterAll(() => test.close());

const admin = adminEverywhere();
const now = new Date('2026-11-23T12:00:00Z');
const add = (over: Partial<Parameters<typeof addNumber>[1]> = {}) =>
  addNumber(test.db, {
    actor: admin,
    regionId: brazil,
    number: '+55 11 98765-4321',
    label: 'Ana',
    kind: 'person',
    language: '',
    ...over,
  });
const read = async (id: string) => (await test.db.select().from(number).where(eq(number.id, id)))[0];
const auditOf = (id: string) => test.db.select().from(audit).where(eq(audit.thingId, id)).orderBy(audit.id);
const refused = (code: string, key: string) => expect.objectContaining({ code, message: key });

describe('adding a number', () => {
  it('invites it, shows back what was understood, and keeps it sealed', async () => {
    const added = await add({ number: '(11) 98765-4321' });
    expect(added).toMatchObject({ international: '+55 11 98765 4321', country: 'BR' });
    const row = await read(added.id);
    expect(row).toMatchObject({
      state: 'invited',
      shortened: '+55 ··· 4321',
      joinCode: added.joinCode,
      language: null,
    });
    expect(row && unsealNumber(row)).toBe('+5511987654321');
    const lines = await auditOf(added.id);
    expect(lines).toMatchObject([{ action: 'number.add', actorId: admin.userId, outcome: 'done' }]);
    expect(JSON.stringify([row, lines])).not.toContain('987654321');
  });

  it('names the owner of a number that is there already, however it is written', async () => {
    for (const text of ['+55 11 98765-4321', '5511987654321', '+55 11 8765-4321']) {
      await expect(add({ regionId: mexico, number: text })).rejects.toThrow(
        expect.objectContaining({
          code: 'conflict',
          message: 'numberTaken',
          field: 'number',
          values: { label: 'Ana', region: 'Brazil' },
        }),
      );
    }
  });

  it('tells an admin of another region only that it is taken', async () => {
    const actor = personWith({ role: 'admin', regionId: mexico });
    const error = await add({ actor, regionId: mexico }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'conflict', message: 'numberTakenElsewhere', values: {} });
    expect(JSON.stringify(error)).not.toMatch(/Ana|Brazil/);
  });

  it('of the same phone twice at the same time makes one', async () => {
    const both = await Promise.allSettled([
      add({ number: '+55 21 97777-1234' }),
      add({ number: '+55 21 97777-1234' }),
    ]);
    expect(both.map((each) => each.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((each) => each.status === 'rejected')?.reason).toMatchObject({
      code: 'conflict',
      message: 'numberTaken',
    });
  });

  it('is refused to whoever may not manage numbers in that region, and nothing is written', async () => {
    const before = await test.db.$count(number);
    for (const actor of [
      viewerOf(brazil),
      personWith({ role: 'editor', regionId: null }),
      personWith({ role: 'admin', regionId: mexico }),
      personWith(),
    ]) {
      await expect(add({ actor, number: '+1 202 555 0177' })).rejects.toThrow(
        refused('forbidden', 'notAllowed'),
      );
    }
    expect(await test.db.$count(number)).toBe(before);
  });

  it('says what is wrong, by field', async () => {
    await expect(add({ number: 'hello' })).rejects.toMatchObject({
      code: 'invalid',
      message: 'numberNotAPhone',
      field: 'number',
    });
    await expect(add({ label: ' ' })).rejects.toMatchObject({
      code: 'invalid',
      message: 'labelMissing',
      field: 'label',
    });
    await expect(add({ language: 'klingonish' })).rejects.toMatchObject({
      code: 'invalid',
      message: 'languageUnknown',
      field: 'language',
    });
    await expect(add({ regionId: newId() })).rejects.toThrow(refused('not_found', 'regionNotFound'));
  });

  it('with an attested opt-in makes it active at once, and keeps who vouched', async () => {
    const added = await add({
      actor: tester,
      number: '+12025550142',
      optIn: { kind: 'attested', words: 'The demo brand' },
    });
    expect(await read(added.id)).toMatchObject({ state: 'active', joinCode: null });
    expect(await test.db.select().from(optIn).where(eq(optIn.numberId, added.id))).toMatchObject([
      { kind: 'attested', words: 'The demo brand', attestedByUserId: null },
    ]);
  });
});

describe('joining', () => {
  const join = (code: string, ids: { waId: string | null; userId: string | null }) =>
    test.db.transaction((tx) => joinByCode(tx, { code, words: `JOIN ${code}`, at: now, ...ids }));
  const invited = async (text: string, regionId = brazil) => {
    const { id, joinCode } = await add({ number: text, regionId, label: text });
    if (joinCode === null) throw new Error('no code');
    return { id, code: joinCode };
  };

  it('by the code makes the number active, keeps the proof, and the code is spent', async () => {
    const { id, code } = await invited('+1 202 555 0150');
    expect(await join(code, { waId: '12025550150', userId: 'US.1' })).toMatchObject({ id, state: 'active' });
    const row = await read(id);
    expect(row).toMatchObject({
      state: 'active',
      joinCode: null,
      serviceUntil: new Date('2026-11-24T12:00:00Z'),
    });
    expect(await test.db.select().from(optIn).where(eq(optIn.numberId, id))).toMatchObject([
      { kind: 'join_code', words: `JOIN ${code}`, at: now },
    ]);
    expect((await auditOf(id)).at(-1)).toMatchObject({
      action: 'number.join',
      actorKind: 'number',
      actorId: id,
    });
    expect(await join(code, { waId: '12025550150', userId: 'US.1' })).toBeUndefined();
  });

  it('from another phone is no proof, and is recorded as refused', async () => {
    const { id, code } = await invited('+1 202 555 0151');
    expect(await join(code, { waId: '12025550199', userId: 'US.2' })).toBeUndefined();
    expect(await read(id)).toMatchObject({
      state: 'invited',
      joinCode: code,
      waIdHash: null,
      userIdHash: null,
    });
    expect((await auditOf(id)).at(-1)).toMatchObject({ action: 'number.join', outcome: 'refused' });
  });

  it('works when WhatsApp gives only the user id', async () => {
    const { id, code } = await invited('+1 202 555 0152');
    expect(await join(code, { waId: null, userId: 'US.3' })).toMatchObject({ id, state: 'active' });
    expect(await findNumberBySenderIds(test.db, { waId: null, userId: 'US.3' })).toMatchObject({ id });
  });

  it('from nobody in particular, or with a code that nobody has, is nothing', async () => {
    const { code } = await invited('+1 202 555 0153');
    expect(await join(code, { waId: null, userId: null })).toBeUndefined();
    expect(await join(code, { waId: '', userId: '' })).toBeUndefined();
    expect(await join('ZZZZZZZZ', { waId: '12025550153', userId: null })).toBeUndefined();
  });

  it('twice at the same time counts once', async () => {
    const { id, code } = await invited('+1 202 555 0154');
    const ids = { waId: '12025550154', userId: null };
    const both = await Promise.all([join(code, ids), join(code, ids)]);
    expect(both.filter(Boolean)).toHaveLength(1);
    expect(await test.db.$count(optIn, eq(optIn.numberId, id))).toBe(1);
  });

  it.each([
    ['+55 21 98888-1111', '552188881111'],
    ['+52 55 1234 5678', '5215512345678'],
    ['+54 11 2345 6789', '5491123456789'],
  ])(
    'finds %s under the wa_id %s by which WhatsApp knows it, before and after learning it',
    async (text, waId) => {
      const { id, code } = await invited(text, mexico);
      expect(await findNumberBySenderIds(test.db, { waId, userId: null })).toMatchObject({ id });
      expect(await join(code, { waId, userId: null })).toMatchObject({ id });
      expect(await findNumberBySenderIds(test.db, { waId, userId: null })).toMatchObject({ id });
      expect((await read(id))?.waIdHash).toMatch(/^[0-9a-f]{64}$/);
    },
  );
});

describe('finding who wrote', () => {
  it('takes a user id that stands where the wa_id belongs for what it is', async () => {
    const id = await sampleNumber(test.db, brazil, 'Bea');
    await test.db.transaction((tx) => learnSenderIds(tx, { numberId: id, waId: null, userId: 'BR.77' }));
    expect(await findNumberBySenderIds(test.db, { waId: 'BR.77', userId: null })).toMatchObject({ id });
  });

  it('finds nobody for strangers and for nothing', async () => {
    for (const ids of [
      { waId: null, userId: null },
      { waId: '', userId: '' },
      { waId: '999', userId: 'X' },
      { waId: '12125550199', userId: 'US.404' },
    ]) {
      expect(await findNumberBySenderIds(test.db, ids)).toBeUndefined();
    }
  });

  it('leaves an id with the number that holds it', async () => {
    const first = await sampleNumber(test.db, brazil, 'First');
    const second = await sampleNumber(test.db, brazil, 'Second');
    await test.db.transaction((tx) => learnSenderIds(tx, { numberId: first, waId: null, userId: 'US.same' }));
    await test.db.transaction((tx) =>
      learnSenderIds(tx, { numberId: second, waId: null, userId: 'US.same' }),
    );
    expect(await findNumberBySenderIds(test.db, { waId: null, userId: 'US.same' })).toMatchObject({
      id: first,
    });
    expect((await read(second))?.userIdHash).toBeNull();
  });
});

describe('what holders do from their phones', () => {
  const earlier = new Date(now.getTime() - 60_000);
  const inTx = <T>(work: Parameters<typeof test.db.transaction<T>>[0]) => test.db.transaction(work);

  it('STOP ends it until START, which is kept as an opt-in', async () => {
    const id = await sampleNumber(test.db, brazil, 'Stop and start');
    expect(await inTx((tx) => optOutNumber(tx, { numberId: id, at: earlier }))).toMatchObject({
      state: 'opted_out',
    });
    await expect(resumeNumber(test.db, { actor: admin, numberId: id })).rejects.toThrow(
      refused('conflict', 'numberOptedOut'),
    );
    expect(await inTx((tx) => rejoinNumber(tx, { numberId: id, words: 'START', at: now }))).toMatchObject({
      state: 'active',
    });
    const proofs = await test.db.select().from(optIn).where(eq(optIn.numberId, id));
    expect(proofs.map((each) => each.kind).toSorted()).toEqual(['attested', 'start_word']);
  });

  it('STOP takes an invitation back, so that its code is worth nothing', async () => {
    const { id, joinCode } = await add({ number: '+1 202 555 0160' });
    await inTx((tx) => optOutNumber(tx, { numberId: id, at: now }));
    expect(
      await inTx((tx) =>
        joinByCode(tx, { code: joinCode ?? '', words: 'JOIN', at: now, waId: '12025550160', userId: null }),
      ),
    ).toBeUndefined();
  });

  it('START neither lifts a pause nor answers an invitation', async () => {
    const paused = await sampleNumber(test.db, brazil, 'Paused');
    await pauseNumber(test.db, { actor: admin, numberId: paused });
    expect(await inTx((tx) => rejoinNumber(tx, { numberId: paused, words: 'START', at: now }))).toMatchObject(
      { state: 'paused' },
    );
    const { id } = await add({ number: '+1 202 555 0161' });
    expect(await inTx((tx) => rejoinNumber(tx, { numberId: id, words: 'START', at: now }))).toMatchObject({
      state: 'invited',
    });
  });

  it('a mute lasts until its moment', async () => {
    const id = await sampleNumber(test.db, brazil, 'Muted');
    const until = new Date('2026-11-24T12:00:00Z');
    await inTx((tx) => muteNumber(tx, { numberId: id, until }));
    expect(await read(id)).toMatchObject({ state: 'active', mutedUntil: until });
  });

  it('writing opens the service window for a day, never shortens it, and shows that the phone can be reached', async () => {
    const id = await sampleNumber(test.db, brazil, 'Writer');
    await test.db.update(number).set({ state: 'unreachable' }).where(eq(number.id, id));
    const ids = { waId: null, userId: 'US.writer' };
    await inTx((tx) => recordInbound(tx, { numberId: id, at: now, ...ids }));
    await inTx((tx) => recordInbound(tx, { numberId: id, at: new Date(now.getTime() - 60_000), ...ids }));
    expect(await read(id)).toMatchObject({ state: 'active', serviceUntil: new Date('2026-11-24T12:00:00Z') });
    expect(await findNumberBySenderIds(test.db, ids)).toMatchObject({ id });
  });

  it('of a number that was removed meanwhile is nothing', async () => {
    const numberId = newId();
    expect(await inTx((tx) => optOutNumber(tx, { numberId, at: now }))).toBeUndefined();
    expect(await inTx((tx) => muteNumber(tx, { numberId, until: now }))).toBeUndefined();
    expect(
      await inTx((tx) => recordInbound(tx, { numberId, at: now, waId: '12025550123', userId: null })),
    ).toBeUndefined();
  });
});

describe('managing a number', () => {
  it('pauses and resumes, and doing so twice is no fault', async () => {
    const id = await sampleNumber(test.db, brazil, 'On and off');
    for (const [command, state] of [
      [pauseNumber, 'paused'],
      [pauseNumber, 'paused'],
      [resumeNumber, 'active'],
      [resumeNumber, 'active'],
    ] as const) {
      expect(await command(test.db, { actor: admin, numberId: id })).toEqual({ label: 'On and off' });
      expect(await read(id)).toMatchObject({ state });
    }
    expect((await auditOf(id)).map((line) => line.action)).toEqual([
      'number.add',
      'number.pause',
      'number.resume',
    ]);
  });

  it('neither pauses nor activates a number that has not joined', async () => {
    const { id } = await add({ number: '+1 202 555 0170' });
    await expect(pauseNumber(test.db, { actor: admin, numberId: id })).rejects.toThrow(
      refused('conflict', 'numberNotActive'),
    );
    await expect(resumeNumber(test.db, { actor: admin, numberId: id })).rejects.toThrow(
      refused('conflict', 'numberNotJoined'),
    );
  });

  it('removes it with its opt-ins; what it was told stays, without it', async () => {
    const id = await sampleNumber(test.db, brazil, 'Leaver');
    const accountId = await sampleAccount(test.db, mexico);
    const told = await sampleStory(test.db, { accountId, regionId: mexico, postedAt: now });
    await sampleAlert(test.db, {
      storyId: told.id,
      numberId: id,
      senderId: await sampleSender(test.db),
      fate: { state: 'read' },
    });
    await removeNumber(test.db, { actor: admin, numberId: id, typed: 'Leaver' });
    expect(await read(id)).toBeUndefined();
    expect(await test.db.$count(optIn, eq(optIn.numberId, id))).toBe(0);
    expect(
      await test.db.select({ numberId: alert.numberId }).from(alert).where(eq(alert.storyId, told.id)),
    ).toEqual([{ numberId: null }]);
    expect(await test.db.$count(message)).toBeGreaterThan(0);
    expect((await auditOf(id)).at(-1)).toMatchObject({ action: 'number.remove' });
  });

  it('is refused in another region, and unknown ids are not found', async () => {
    const id = await sampleNumber(test.db, brazil, 'Guarded');
    const before = await read(id);
    for (const command of [pauseNumber, resumeNumber, removeNumber]) {
      for (const actor of [
        viewerOf(brazil),
        personWith({ role: 'editor', regionId: brazil }),
        personWith({ role: 'admin', regionId: mexico }),
      ]) {
        await expect(command(test.db, { actor, numberId: id, typed: 'Guarded' })).rejects.toThrow(
          refused('forbidden', 'notAllowed'),
        );
      }
      await expect(command(test.db, { actor: admin, numberId: newId(), typed: '' })).rejects.toThrow(
        refused('not_found', 'numberNotFound'),
      );
    }
    expect(await read(id)).toEqual(before);
  });
});

describe('the database', () => {
  it('holds no number that can be read', async () => {
    const rows =
      await test.sql`select row_to_json(n)::text as text from number n union all select row_to_json(a)::text from audit a union all select row_to_json(o)::text from opt_in o`;
    const everything = rows.map((row) => String(row['text'])).join('\n');
    for (const digits of ['5511987654321', '11987654321', '2025550150', '5215512345678', '5512345678']) {
      expect(everything).not.toContain(digits);
    }
  });
});
