import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { audit, flag, region, user } from '#db/schema.ts';
import type { Grant, UserActor } from '#lib/actor.ts';
import { changeFlag, moveFlagWithRepost } from '#lib/flags/commands/change-flag.ts';
import { flagStory } from '#lib/flags/commands/flag-story.ts';
import { withdrawFlag } from '#lib/flags/commands/withdraw-flag.ts';
import type { FlagChange } from '#lib/flags/flag-input.ts';
import { getBoard, listEndedFlags, listFlagRegions } from '#lib/flags/queries/get-board.ts';
import { listEditors } from '#lib/flags/queries/list-editors.ts';
import { newId } from '#lib/ids.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import {
  samplePerson,
  personWith,
  sampleAccount,
  sampleRegion,
  sampleStory,
  tester,
} from '#tests/support/sample-brand.ts';

let database: TestDatabase;
let brazil = '';
let portugal = '';
let accountId = '';
let rui: UserActor;
let ana: UserActor;
let viewer: UserActor;

const somebody = (name: string, ...grants: Grant[]) => samplePerson(database.db, name, ...grants);

beforeAll(async () => {
  database = await testDatabase();
  const { db } = database;
  brazil = await sampleRegion(db, { name: 'Brazil' });
  portugal = await sampleRegion(db, { name: 'Portugal' });
  accountId = await sampleAccount(db, brazil);
  rui = await somebody('Rui', { role: 'editor', regionId: portugal });
  ana = await somebody('Ana', { role: 'admin', regionId: null });
  viewer = await somebody('Vera', { role: 'viewer', regionId: portugal });
});
afterAll(() => database.close());
beforeEach(() => database.db.delete(flag));

const newStory = (postedAt = new Date()) =>
  sampleStory(database.db, { accountId, regionId: brazil, postedAt });

const flagIt = async (
  over: Partial<Parameters<typeof flagStory>[1]> = {},
): Promise<{ flagId: string; told: number }> =>
  flagStory(database.db, {
    actor: viewer,
    code: over.code ?? (await newStory()).code,
    regionId: portugal,
    kind: 'repost',
    words: null,
    urgent: false,
    ...over,
  });

const move = (actor: UserActor, flagId: string, change: FlagChange) =>
  changeFlag(database.db, { actor, flagId, ...change });

const stored = async (flagId: string) => {
  const [row] = await database.db.select().from(flag).where(eq(flag.id, flagId));
  return row;
};

const board = (actor: UserActor, filter: Parameters<typeof getBoard>[1]['filter'] = {}) =>
  getBoard(database.db, { actor, filter, now: new Date() });

test('everyone flags for a region of theirs and for no other; only its editors say that it is urgent', async () => {
  await flagIt({ words: 'Lovely light' });
  await expect(flagIt({ actor: personWith() })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(flagIt({ regionId: brazil })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(flagIt({ urgent: true })).rejects.toMatchObject({ code: 'forbidden' });
  const { flagId } = await flagIt({ actor: rui, urgent: true });
  expect(await stored(flagId)).toMatchObject({ urgent: true, state: 'open', byUserId: rui.userId });
  await expect(flagIt({ code: 'NOWHERE' })).rejects.toMatchObject({ code: 'not_found' });
});

test('flagged twice at once, a story is flagged once, and who comes second is told so', async () => {
  const { code } = await newStory();
  const both = await Promise.allSettled([flagIt({ code }), flagIt({ code, actor: rui })]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'conflict', message: 'flaggedAlready' },
  });
  await flagIt({ code, kind: 'needs_edit' });
});

test('nobody flags for a region that is archived', async () => {
  const gone = await sampleRegion(database.db, { name: 'Gone' });
  await database.db.update(region).set({ archivedAt: new Date() }).where(eq(region.id, gone));
  await expect(flagIt({ actor: ana, regionId: gone })).rejects.toMatchObject({ message: 'regionArchived' });
  expect((await listFlagRegions(database.db, { actor: ana })).map(({ name }) => name)).toEqual([
    'Brazil',
    'Portugal',
  ]);
});

test('an editor of its region takes a flag, hands it over, gives it back and dismisses it; each is on record', async () => {
  const { flagId } = await flagIt();
  await move(rui, flagId, { change: 'take' });
  expect(await stored(flagId)).toMatchObject({ state: 'taken', ownerUserId: rui.userId });
  await move(rui, flagId, { change: 'hand_over', toUserId: ana.userId });
  expect(await stored(flagId)).toMatchObject({ state: 'taken', ownerUserId: ana.userId });
  await move(ana, flagId, { change: 'give_back' });
  expect(await stored(flagId)).toMatchObject({ state: 'open', ownerUserId: null });
  await move(rui, flagId, { change: 'dismiss', reason: 'Seen before' });
  expect(await stored(flagId)).toMatchObject({ state: 'dismissed', dismissal: 'Seen before' });
  expect((await stored(flagId))?.endedAt).not.toBeNull();
  await move(rui, flagId, { change: 'reopen' });
  expect(await stored(flagId)).toMatchObject({ state: 'open', dismissal: null, endedAt: null });

  const storyId = (await stored(flagId))?.storyId ?? '';
  const lines = await database.db
    .select({ action: audit.action })
    .from(audit)
    .where(eq(audit.thingId, storyId))
    .orderBy(audit.id);
  expect(lines.map(({ action }) => action)).toEqual([
    'flag.add',
    'flag.take',
    'flag.hand_over',
    'flag.give_back',
    'flag.dismiss',
    'flag.reopen',
  ]);
});

test('a viewer, an editor of elsewhere and a guessed id move nothing', async () => {
  const { flagId } = await flagIt();
  const elsewhere = await somebody('Else', { role: 'editor', regionId: brazil });
  for (const actor of [viewer, elsewhere]) {
    for (const change of [
      { change: 'take' },
      { change: 'dismiss', reason: 'x' },
      { change: 'hand_over', toUserId: rui.userId },
      { change: 'urgent', urgent: true },
    ] as const)
      await expect(move(actor, flagId, change)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(listEditors(database.db, { actor, regionId: portugal })).rejects.toMatchObject({
      code: 'forbidden',
    });
  }
  await expect(move(rui, newId(), { change: 'take' })).rejects.toMatchObject({ code: 'not_found' });
  expect(await stored(flagId)).toMatchObject({ state: 'open', urgent: false });
});

test('a flag is handed to nobody but those who edit for its region', async () => {
  const { flagId } = await flagIt();
  expect(
    (await listEditors(database.db, { actor: rui, regionId: portugal })).map(({ name }) => name),
  ).toEqual(['Ana', 'Rui']);
  const left = await somebody('Left', { role: 'editor', regionId: portugal });
  await database.db.update(user).set({ state: 'disabled' }).where(eq(user.id, left.userId));
  for (const toUserId of [viewer.userId, left.userId, newId()])
    await expect(move(rui, flagId, { change: 'hand_over', toUserId })).rejects.toMatchObject({
      code: 'invalid',
      field: 'toUserId',
    });
});

test('of two who take a flag at once, one has it and the other is told', async () => {
  const { flagId } = await flagIt();
  const both = await Promise.allSettled([
    move(rui, flagId, { change: 'take' }),
    move(ana, flagId, { change: 'take' }),
  ]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { message: 'flagMoved' },
  });
});

test('one takes back an own flag while nobody has taken it, and no other', async () => {
  const { db } = database;
  const { flagId } = await flagIt();
  await expect(withdrawFlag(db, { actor: ana, flagId })).rejects.toMatchObject({ code: 'forbidden' });
  await withdrawFlag(db, { actor: viewer, flagId });
  expect(await stored(flagId)).toBeUndefined();
  const taken = await flagIt();
  await move(rui, taken.flagId, { change: 'take' });
  await expect(withdrawFlag(db, { actor: viewer, flagId: taken.flagId })).rejects.toMatchObject({
    message: 'flagTakenUp',
  });
  const problem = await flagIt({ kind: 'problem' });
  await expect(withdrawFlag(db, { actor: viewer, flagId: problem.flagId })).rejects.toMatchObject({
    message: 'flagTakenUp',
  });
});

test('a dismissed flag is not reopened beside a newer one for the same', async () => {
  const { code } = await newStory();
  const { flagId } = await flagIt({ code });
  await move(rui, flagId, { change: 'dismiss', reason: 'Later' });
  await flagIt({ code });
  await expect(move(rui, flagId, { change: 'reopen' })).rejects.toMatchObject({ message: 'flaggedAnew' });
});

test('whoever looks after a flag may say that it is done, and it can be reopened', async () => {
  const { flagId } = await flagIt({ kind: 'problem' });
  await expect(move(rui, flagId, { change: 'finish' })).rejects.toMatchObject({ message: 'flagMoved' });
  await move(rui, flagId, { change: 'take' });
  await expect(move(viewer, flagId, { change: 'finish' })).rejects.toMatchObject({ code: 'forbidden' });
  await move(rui, flagId, { change: 'finish' });
  const done = await stored(flagId);
  expect(done).toMatchObject({ state: 'done', ownerUserId: rui.userId });
  expect(done?.endedAt).not.toBeNull();
  await move(rui, flagId, { change: 'reopen' });
  expect(await stored(flagId)).toMatchObject({ state: 'taken', ownerUserId: rui.userId, endedAt: null });
});

test('a repost takes its flag along, and leaves one alone that was dealt with otherwise', async () => {
  const { db } = database;
  const { flagId } = await flagIt();
  const along = (step: 'begin' | 'give_up' | 'post') =>
    db.transaction((tx) => moveFlagWithRepost(tx, { actor: tester, flagId, step, ownerUserId: rui.userId }));
  await along('begin');
  expect(await stored(flagId)).toMatchObject({ state: 'reposting', ownerUserId: rui.userId });
  await expect(move(rui, flagId, { change: 'dismiss', reason: 'x' })).rejects.toMatchObject({
    message: 'flagMoved',
  });
  await along('give_up');
  expect(await stored(flagId)).toMatchObject({ state: 'taken', ownerUserId: rui.userId });
  await along('post');
  expect(await stored(flagId)).toMatchObject({ state: 'taken' });
  await along('begin');
  await along('post');
  expect(await stored(flagId)).toMatchObject({ state: 'done' });
});

test('the board puts what is urgent first, then what ends soonest, and its filters narrow it', async () => {
  const hour = 60 * 60_000;
  const ago = (hours: number) => new Date(Date.now() - hours * hour);
  const [fresh, late, over, urgent] = [
    await newStory(ago(1)),
    await newStory(ago(23)),
    await newStory(ago(30)),
    await newStory(ago(40)),
  ];
  await flagIt({ code: fresh.code });
  const { flagId } = await flagIt({ code: late.code, kind: 'needs_edit' });
  await flagIt({ code: over.code });
  await flagIt({ code: urgent.code, actor: rui, urgent: true });
  await flagIt({ code: fresh.code, actor: ana, regionId: brazil });
  const codes = async (...args: Parameters<typeof board>) =>
    (await board(...args)).open.map(({ story: { code } }) => code);
  expect(await codes(viewer, { region: portugal })).toEqual([urgent.code, late.code, fresh.code, over.code]);
  expect(await codes(viewer, { left: 'soon' })).toEqual([late.code]);
  expect(await codes(viewer, { left: 'over' })).toEqual([urgent.code, over.code]);
  expect(await codes(viewer, { kind: 'needs_edit' })).toEqual([late.code]);
  expect((await board(viewer, { region: brazil })).counts).toEqual({ open: 1, taken: 0, reposting: 0 });

  await move(rui, flagId, { change: 'take' });
  expect((await board(rui, { owner: 'me' })).taken).toMatchObject([{ id: flagId, owner: { name: 'Rui' } }]);
  expect((await board(viewer, { owner: 'me' })).taken).toEqual([]);
  expect((await board(viewer, { owner: rui.userId })).taken).toHaveLength(1);
  expect((await board(viewer, { owner: 'nobody' })).counts).toEqual({ open: 4, taken: 0, reposting: 0 });
  expect((await board(viewer)).owners).toEqual([{ id: rui.userId, name: 'Rui' }]);
  const [first] = (await board(rui)).open;
  expect([first?.mayManage, (await board(viewer)).open[0]?.mayManage]).toEqual([true, false]);
});

test('what has ended is paged through once each, the newest first, also where many ended in the same moment', async () => {
  const { db } = database;
  const { id: storyId } = await newStory();
  const endedAt = [new Date(Date.now() - 1000), new Date()];
  await db.insert(flag).values(
    Array.from({ length: 45 }, (_, n) => ({
      storyId,
      regionId: portugal,
      kind: 'repost' as const,
      state: n % 3 === 0 ? ('done' as const) : ('dismissed' as const),
      byUserId: viewer.userId,
      endedAt: endedAt[n % 2],
    })),
  );
  const seen: string[] = [];
  const times: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listEndedFlags(db, { actor: viewer, filter: {}, now: new Date(), cursor });
    expect(page.flags.length).toBeLessThanOrEqual(20);
    seen.push(...page.flags.map(({ id }) => id));
    times.push(...page.flags.map(({ endedAt: at }) => at ?? ''));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(new Set(seen).size).toBe(45);
  expect(seen).toHaveLength(45);
  expect(times).toEqual(times.toSorted().toReversed());
  await expect(
    listEndedFlags(db, { actor: viewer, filter: {}, now: new Date(), cursor: 'x' }),
  ).rejects.toMatchObject({ code: 'invalid' });
});
