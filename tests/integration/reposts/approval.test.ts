import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  account,
  approverGroup,
  approverGroupMember,
  audit,
  flag,
  grant,
  message,
  number,
  repostReview,
  repostTarget,
  user,
} from '#db/schema.ts';
import type { Grant, UserActor } from '#lib/actor.ts';
import { addTarget } from '#lib/reposts/commands/add-target.ts';
import { beginRepost } from '#lib/reposts/commands/begin-repost.ts';
import { moveTarget } from '#lib/reposts/commands/move-target.ts';
import type { TargetStepInput } from '#lib/reposts/target-input.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import {
  samplePerson,
  sampleAccount,
  sampleNumber,
  sampleRegion,
  sampleSender,
  sampleStory,
} from '#tests/support/sample-brand.ts';
import { letAccountsPublish, sampleVersion } from '#tests/support/sample-repost.ts';

let database: TestDatabase;
let brazil = '';
let portugal = '';
let sourceAccount = '';
let lisbon = '';
let eva: UserActor;
let rui: UserActor;
let legal: UserActor;
let stranger: UserActor;

const now = () => new Date();
const later = (hours: number) => new Date(Date.now() + hours * 60 * 60_000);

const somebody = (name: string, ...grants: Grant[]) => samplePerson(database.db, name, ...grants);

beforeAll(async () => {
  database = await testDatabase();
  const { db } = database;
  brazil = await sampleRegion(db, { name: 'Brazil' });
  portugal = await sampleRegion(db, { name: 'Portugal' });
  sourceAccount = await sampleAccount(db, brazil);
  lisbon = await sampleAccount(db, portugal);
  await letAccountsPublish(db);
  eva = await somebody('Eva', { role: 'editor', regionId: portugal });
  rui = await somebody('Rui', { role: 'editor', regionId: portugal });
  legal = await somebody('Lea');
  stranger = await somebody('Bia', { role: 'editor', regionId: brazil });
  await sampleSender(db);
  const phone = await sampleNumber(db, portugal, 'Rui');
  await db.update(number).set({ userId: rui.userId, quietHours: null }).where(eq(number.id, phone));
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.update(account).set({ approvalRule: 'one', approverGroupId: null });
  await database.db.update(user).set({ state: 'active' });
});

const begin = async (actor = eva) => {
  const { code, id } = await sampleStory(database.db, {
    accountId: sourceAccount,
    regionId: brazil,
    postedAt: new Date(),
  });
  return { code, storyId: id, ...(await beginRepost(database.db, { actor, code, regionId: portugal })) };
};

const version = (repostId: string, number = 1, by = eva) =>
  sampleVersion(database.db, { repostId, number, byUserId: by.userId });

const step = (actor: UserActor, targetId: string, input: TargetStepInput) =>
  moveTarget(database.db, { actor, targetId, now: now(), input });

async function drafted(over: { publishAt?: Date | null; by?: UserActor } = {}) {
  const { repostId, storyId } = await begin();
  const versionId = await version(repostId, 1, over.by ?? eva);
  const publishAt = over.publishAt ?? null;
  const { targetId } = await addTarget(database.db, {
    actor: eva,
    repostId,
    accountId: lisbon,
    versionId,
    publishAt,
  });
  return { repostId, storyId, versionId, targetId, publishAt };
}

async function inReview(over: Parameters<typeof drafted>[0] = {}) {
  const made = await drafted(over);
  await step(eva, made.targetId, { step: 'submit' });
  return made;
}

const stored = async (targetId: string) => {
  const [row] = await database.db.select().from(repostTarget).where(eq(repostTarget.id, targetId));
  return row!;
};
const said = async (targetId: string) =>
  (
    await database.db
      .select({ word: repostReview.word })
      .from(repostReview)
      .where(eq(repostReview.targetId, targetId))
      .orderBy(asc(repostReview.id))
  ).map(({ word }) => word);

test('a repost is begun once: who begins it again is led to the one that is open', async () => {
  const { code, repostId } = await begin();
  const again = await beginRepost(database.db, { actor: rui, code, regionId: portugal });
  expect(again).toEqual({ repostId, begun: false });
  const { code: other } = await sampleStory(database.db, {
    accountId: sourceAccount,
    regionId: brazil,
    postedAt: new Date(),
  });
  const both = await Promise.all(
    [eva, rui].map((actor) => beginRepost(database.db, { actor, code: other, regionId: portugal })),
  );
  expect(new Set(both.map((each) => each.repostId)).size).toBe(1);
  expect(both.filter((each) => each.begun)).toHaveLength(1);
  await expect(beginRepost(database.db, { actor: stranger, code, regionId: portugal })).rejects.toMatchObject(
    { code: 'forbidden' },
  );
});

test('the flag goes along: reposting while it is worked on, and back when the last post is cancelled', async () => {
  const { db } = database;
  const { id, code } = await sampleStory(db, {
    accountId: sourceAccount,
    regionId: brazil,
    postedAt: new Date(),
  });
  const [made] = await db
    .insert(flag)
    .values({ storyId: id, regionId: portugal, kind: 'repost', byUserId: rui.userId })
    .returning({ id: flag.id });
  const standing = async () => (await db.select().from(flag).where(eq(flag.id, made!.id)))[0];
  const { repostId } = await beginRepost(db, { actor: eva, code, regionId: portugal });
  expect(await standing()).toMatchObject({ state: 'reposting', ownerUserId: eva.userId });
  const { targetId } = await addTarget(db, {
    actor: eva,
    repostId,
    accountId: lisbon,
    versionId: null,
    publishAt: null,
  });
  await step(eva, targetId, { step: 'cancel' });
  expect(await standing()).toMatchObject({ state: 'taken' });
});

test('approved by somebody else, it is let go, and its approvers were asked on their phones', async () => {
  const { db } = database;
  const { targetId, versionId, storyId } = await inReview();
  expect(await stored(targetId)).toMatchObject({ state: 'in_review', dueAt: null });
  const asked = await db.select().from(message).where(eq(message.kind, 'approval'));
  expect(asked.filter(({ body }) => body?.includes('"who":"Eva"')).length).toBeGreaterThan(0);
  await step(rui, targetId, { step: 'approve', versionId, publishAt: null });
  const row = await stored(targetId);
  expect(['scheduled', 'publishing']).toContain(row.state);
  expect(row.dueAt).not.toBeNull();
  expect(await said(targetId)).toEqual(['asked', 'approved']);
  const kept = await db.select({ action: audit.action }).from(audit).where(eq(audit.thingId, storyId));
  expect(kept.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['repost.begin', 'repost.add_target', 'repost.submit', 'repost.approve']),
  );
});

test('nobody approves their own: neither who asked nor who made the version', async () => {
  const asked = await inReview();
  await expect(
    step(eva, asked.targetId, { step: 'approve', versionId: asked.versionId, publishAt: null }),
  ).rejects.toMatchObject({ message: 'approvalOwn' });
  const ana = await somebody('Ana', { role: 'admin', regionId: null });
  const made = await inReview({ by: rui });
  await expect(
    step(rui, made.targetId, { step: 'approve', versionId: made.versionId, publishAt: null }),
  ).rejects.toMatchObject({ message: 'approvalOwn' });
  await step(ana, made.targetId, { step: 'approve', versionId: made.versionId, publishAt: null });
  expect(await said(made.targetId)).toEqual(['asked', 'approved']);
});

test('the database itself refuses an approval of one’s own', async () => {
  const { targetId, versionId } = await inReview();
  const row = { targetId, word: 'approved', versionId, versionByUserId: eva.userId } as const;
  const approve = (byUserId: string | null, askedByUserId: string | null) =>
    database.db.insert(repostReview).values({ ...row, byUserId, askedByUserId });
  await expect(approve(eva.userId, rui.userId)).rejects.toThrow();
  await expect(approve(rui.userId, rui.userId)).rejects.toThrow();
  await expect(approve(null, eva.userId)).rejects.toThrow();
  // Nor can it be said of a version that somebody else made it.
  await expect(
    database.db
      .insert(repostReview)
      .values({ ...row, versionByUserId: rui.userId, byUserId: eva.userId, askedByUserId: rui.userId }),
  ).rejects.toThrow();
});

test('of two who decide in the same second one does, and the other is told so', async () => {
  const ana = await somebody('Ana', { role: 'admin', regionId: null });
  const { targetId, versionId } = await inReview();
  const both = await Promise.allSettled(
    [rui, ana].map((actor) => step(actor, targetId, { step: 'approve', versionId, publishAt: null })),
  );
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'conflict', message: 'targetDecided' },
  });
  expect(await said(targetId)).toEqual(['asked', 'approved']);
});

test('what was changed while it was looked at is not approved by what was seen', async () => {
  const { repostId, targetId, versionId } = await inReview();
  const second = await version(repostId, 2);
  await step(eva, targetId, { step: 'change', versionId: second, publishAt: null });
  expect(await said(targetId)).toEqual(['asked', 'voided', 'asked']);
  await expect(step(rui, targetId, { step: 'approve', versionId, publishAt: null })).rejects.toMatchObject({
    code: 'conflict',
    message: 'targetChanged',
  });
  await step(rui, targetId, { step: 'approve', versionId: second, publishAt: null });
});

test('a new time after the approval voids it, takes it from the publisher, and asks again', async () => {
  const at = later(3);
  const { targetId, versionId } = await inReview({ publishAt: at });
  await step(rui, targetId, { step: 'approve', versionId, publishAt: at });
  const before = await stored(targetId);
  expect(before).toMatchObject({ state: 'scheduled' });
  await step(eva, targetId, { step: 'change', versionId, publishAt: later(5) });
  const after = await stored(targetId);
  expect(after).toMatchObject({ state: 'in_review', dueAt: null });
  expect(after.epoch).toBeGreaterThan(before.epoch);
  expect(await said(targetId)).toEqual(['asked', 'approved', 'voided', 'asked']);
});

test('who was disabled, or lost the role, approves nothing, whatever a session still says', async () => {
  const ugo = await somebody('Ugo', { role: 'editor', regionId: portugal });
  const { targetId, versionId } = await inReview();
  const approve = () => step(ugo, targetId, { step: 'approve', versionId, publishAt: null });
  await database.db.update(user).set({ state: 'disabled' }).where(eq(user.id, ugo.userId));
  await expect(approve()).rejects.toMatchObject({ code: 'forbidden', message: 'approvalNotYours' });
  await database.db.update(user).set({ state: 'active' }).where(eq(user.id, ugo.userId));
  await database.db.delete(grant).where(eq(grant.userId, ugo.userId));
  await expect(approve()).rejects.toMatchObject({ code: 'forbidden', message: 'approvalNotYours' });
  expect(await stored(targetId)).toMatchObject({ state: 'in_review' });
});

test('where a group approves, its members do and nobody else; an empty group stands in the way', async () => {
  const { db } = database;
  const [group] = await db
    .insert(approverGroup)
    .values({ name: 'Legal' })
    .returning({ id: approverGroup.id });
  const groupId = group!.id;
  await db
    .update(account)
    .set({ approvalRule: 'group', approverGroupId: groupId })
    .where(eq(account.id, lisbon));
  const { targetId, versionId } = await drafted();
  await expect(step(eva, targetId, { step: 'submit' })).rejects.toMatchObject({ message: 'targetBlocked' });
  await db.insert(approverGroupMember).values({ groupId, userId: legal.userId });
  await step(eva, targetId, { step: 'submit' });
  await expect(step(rui, targetId, { step: 'approve', versionId, publishAt: null })).rejects.toMatchObject({
    message: 'approvalNotYours',
  });
  await step(legal, targetId, { step: 'comment', words: 'Is the music ours?' });
  await step(legal, targetId, { step: 'approve', versionId, publishAt: null });
  expect(await said(targetId)).toEqual(['asked', 'comment', 'approved']);
});

test('where nobody has to approve, it is let go at once and no approval is made up', async () => {
  await database.db.update(account).set({ approvalRule: 'none' }).where(eq(account.id, lisbon));
  const { targetId } = await inReview();
  expect(['scheduled', 'publishing']).toContain((await stored(targetId)).state);
  expect(await said(targetId)).toEqual([]);
});

test('sent back with words, changed, and asked for again', async () => {
  const { repostId, targetId, versionId } = await inReview();
  await step(rui, targetId, { step: 'send_back', versionId, publishAt: null, words: 'Crop it' });
  expect(await stored(targetId)).toMatchObject({ state: 'sent_back' });
  const second = await version(repostId, 2);
  await step(eva, targetId, { step: 'change', versionId: second, publishAt: null });
  expect(await stored(targetId)).toMatchObject({ state: 'sent_back', versionId: second });
  await step(eva, targetId, { step: 'submit' });
  expect(await said(targetId)).toEqual(['asked', 'sent_back', 'asked']);
});

test('an overdue post goes when a person says so, and is asked for anew, since its time was approved', async () => {
  const at = later(1);
  const { targetId, versionId } = await inReview({ publishAt: at });
  await step(rui, targetId, { step: 'approve', versionId, publishAt: at });
  await database.db.update(repostTarget).set({ state: 'overdue' }).where(eq(repostTarget.id, targetId));
  await step(eva, targetId, { step: 'post_now' });
  expect(await stored(targetId)).toMatchObject({ state: 'in_review', publishAt: null });
});

test('a failed post that was approved for at once goes again without another approval', async () => {
  const { targetId, versionId } = await inReview();
  await step(rui, targetId, { step: 'approve', versionId, publishAt: null });
  await database.db.update(repostTarget).set({ state: 'failed' }).where(eq(repostTarget.id, targetId));
  await step(eva, targetId, { step: 'post_now' });
  expect(['scheduled', 'publishing']).toContain((await stored(targetId)).state);
  expect(await said(targetId)).toEqual(['asked', 'approved']);
});

test('a post that Instagram was asked for cannot be cancelled any more', async () => {
  const { targetId, versionId } = await inReview();
  await step(rui, targetId, { step: 'approve', versionId, publishAt: null });
  await database.db
    .update(repostTarget)
    .set({ state: 'publishing', step: 'publish_asked' })
    .where(eq(repostTarget.id, targetId));
  await expect(step(eva, targetId, { step: 'cancel' })).rejects.toMatchObject({ message: 'targetTooLate' });
});

test('an account is on a repost once while it is open; another region’s account not at all', async () => {
  const { repostId } = await drafted();
  const add = (accountId: string) =>
    addTarget(database.db, { actor: eva, repostId, accountId, versionId: null, publishAt: null });
  await expect(add(lisbon)).rejects.toMatchObject({ message: 'targetAlready' });
  await expect(add(sourceAccount)).rejects.toMatchObject({ code: 'forbidden' });
});

test('a version of another repost is none of this one’s', async () => {
  const other = await drafted();
  const { targetId } = await drafted();
  await expect(
    step(eva, targetId, { step: 'change', versionId: other.versionId, publishAt: null }),
  ).rejects.toMatchObject({ code: 'not_found' });
});

test.each<TargetStepInput>([
  { step: 'submit' },
  { step: 'cancel' },
  { step: 'post_now' },
  { step: 'comment', words: 'Hello' },
  { step: 'change', versionId: null, publishAt: null },
])('an editor of another region is refused: $step', async (input) => {
  const { targetId } = await drafted();
  await expect(step(stranger, targetId, input)).rejects.toMatchObject({ code: 'forbidden' });
});
