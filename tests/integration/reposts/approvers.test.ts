import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  account,
  approverGroup,
  approverGroupMember,
  audit,
  message,
  number,
  region as regionTable,
  repostReview,
  repostTarget,
} from '#db/schema.ts';
import type { Grant, UserActor } from '#lib/actor.ts';
import { newId } from '#lib/ids.ts';
import type { ApprovalChoice } from '#lib/reposts/approval-input.ts';
import { addTarget } from '#lib/reposts/commands/add-target.ts';
import {
  addApproverGroup,
  editApproverGroup,
  removeApproverGroup,
} from '#lib/reposts/commands/approver-groups.ts';
import { beginRepost } from '#lib/reposts/commands/begin-repost.ts';
import { moveTarget } from '#lib/reposts/commands/move-target.ts';
import { setApprovalRule } from '#lib/reposts/commands/set-approval-rule.ts';
import { countToApprove } from '#lib/reposts/queries/count-to-approve.ts';
import { findVersionFile } from '#lib/reposts/queries/find-version-file.ts';
import { getRepost } from '#lib/reposts/queries/get-repost.ts';
import { findApprovalChoices, getApproversPage } from '#lib/reposts/queries/list-approver-groups.ts';
import { listReposts } from '#lib/reposts/queries/list-reposts.ts';
import type { TargetStepInput } from '#lib/reposts/target-input.ts';
import { setAccountRights } from '#lib/rights/commands/set-rights.ts';
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
let admin: UserActor;
let localAdmin: UserActor;
let eva: UserActor;
let rui: UserActor;
/** An approver by a group alone: her role is in another region. */
let lea: UserActor;
/** Another editor of that region, whom nobody asked. */
let bia: UserActor;

const somebody = (name: string, ...grants: Grant[]) => samplePerson(database.db, name, ...grants);

beforeAll(async () => {
  database = await testDatabase();
  const { db } = database;
  brazil = await sampleRegion(db, { name: 'Brazil' });
  portugal = await sampleRegion(db, { name: 'Portugal' });
  sourceAccount = await sampleAccount(db, brazil);
  lisbon = await sampleAccount(db, portugal);
  await letAccountsPublish(db);
  admin = await somebody('Ada', { role: 'admin', regionId: null });
  localAdmin = await somebody('Luz', { role: 'admin', regionId: portugal });
  eva = await somebody('Eva', { role: 'editor', regionId: portugal });
  rui = await somebody('Rui', { role: 'editor', regionId: portugal });
  lea = await somebody('Lea', { role: 'viewer', regionId: brazil });
  bia = await somebody('Bia', { role: 'editor', regionId: brazil });
  await sampleSender(db);
  const phone = await sampleNumber(db, brazil, 'Lea');
  await db.update(number).set({ userId: lea.userId, quietHours: null }).where(eq(number.id, phone));
});
afterAll(() => database.close());
beforeEach(async () => {
  const { db } = database;
  await db.update(account).set({ approvalRule: 'one', approverGroupId: null, rights: 'free' });
  await db.delete(approverGroup);
  await db.delete(message);
});

const groupOf = async (...people: UserActor[]): Promise<string> =>
  (
    await addApproverGroup(database.db, {
      actor: admin,
      name: `Legal ${newId().slice(-6)}`,
      userIds: people.map(({ userId }) => userId),
    })
  ).groupId;

const choose = (approval: ApprovalChoice, actor = admin) =>
  setApprovalRule(database.db, { actor, accountId: lisbon, approval, now: new Date() });

async function inReview(by = eva) {
  const { db } = database;
  const { code, id: storyId } = await sampleStory(db, {
    accountId: sourceAccount,
    regionId: brazil,
    postedAt: new Date(),
  });
  const { repostId } = await beginRepost(db, { actor: by, code, regionId: portugal });
  const versionId = await sampleVersion(db, { repostId: repostId, byUserId: by.userId });
  const { targetId } = await addTarget(db, {
    actor: by,
    repostId,
    accountId: lisbon,
    versionId,
    publishAt: null,
  });
  const step = (actor: UserActor, input: TargetStepInput) =>
    moveTarget(db, { actor, targetId, now: new Date(), input });
  await step(by, { step: 'submit' });
  const approve = (actor: UserActor) => step(actor, { step: 'approve', versionId, publishAt: null });
  return { repostId, storyId, targetId, versionId, step, approve };
}

const standing = async (targetId: string) => {
  const { db } = database;
  const [row] = await db
    .select({ state: repostTarget.state })
    .from(repostTarget)
    .where(eq(repostTarget.id, targetId));
  const said = await db
    .select({ word: repostReview.word })
    .from(repostReview)
    .where(eq(repostReview.targetId, targetId))
    .orderBy(asc(repostReview.id));
  return { state: row?.state, said: said.map(({ word }) => word) };
};

const lastAudit = async (thingId: string) =>
  (
    await database.db
      .select({ action: audit.action, detail: audit.detail })
      .from(audit)
      .where(eq(audit.thingId, thingId))
      .orderBy(asc(audit.id))
  ).at(-1);

describe('the approval rule of an account', () => {
  test('is set by the admin of its region, with a line of who approved before and who does now', async () => {
    const groupId = await groupOf(lea, rui);
    await choose({ rule: 'group', groupId }, localAdmin);
    expect(await lastAudit(lisbon)).toEqual({
      action: 'account.approval',
      detail: { rule: { from: 'one', to: 'group' }, groupId: { from: null, to: groupId } },
    });
    await choose({ rule: 'none' }, localAdmin);
    const [row] = await database.db.select().from(account).where(eq(account.id, lisbon));
    expect(row).toMatchObject({ approvalRule: 'none', approverGroupId: null });
  });

  test('is no business of editors, nor of another region’s admin', async () => {
    const foreign = await somebody('Ugo', { role: 'admin', regionId: brazil });
    for (const actor of [eva, foreign]) {
      await expect(choose({ rule: 'none' }, actor)).rejects.toMatchObject({ code: 'forbidden' });
      expect(await findApprovalChoices(database.db, { actor, regionId: portugal })).toBeNull();
    }
  });

  test('is no group of nobody, and none of oneself alone', async () => {
    const [row] = await database.db
      .insert(approverGroup)
      .values({ name: 'Empty' })
      .returning({ id: approverGroup.id });
    await expect(choose({ rule: 'group', groupId: row!.id })).rejects.toMatchObject({
      code: 'conflict',
      message: 'approverGroupEmpty',
    });
    const onlyMe = await groupOf(admin);
    await expect(choose({ rule: 'group', groupId: onlyMe })).rejects.toMatchObject({
      message: 'approverGroupOnlyYou',
    });
    // For somebody else it is a group that can approve.
    await choose({ rule: 'group', groupId: onlyMe }, localAdmin);
  });

  test('changed while a post waits, it is asked for anew of those who approve now, on their phones', async () => {
    const { targetId, storyId, approve } = await inReview();
    await database.db.delete(message);
    const groupId = await groupOf(lea);
    expect(await choose({ rule: 'group', groupId })).toMatchObject({ asked: 1, drafts: 0 });
    expect(await standing(targetId)).toEqual({ state: 'in_review', said: ['asked', 'voided', 'asked'] });
    expect(await database.db.select({ kind: message.kind }).from(message)).toEqual([{ kind: 'approval' }]);
    expect(await lastAudit(storyId)).toMatchObject({ action: 'repost.ask_anew' });
    await expect(approve(rui)).rejects.toMatchObject({ message: 'approvalNotYours' });
    await approve(lea);
  });

  test('changed to none, it posts nothing by itself: what waited is a draft, and its editor lets it go', async () => {
    const { targetId, step } = await inReview();
    expect(await choose({ rule: 'none' })).toMatchObject({ asked: 0, drafts: 1 });
    expect(await standing(targetId)).toEqual({ state: 'draft', said: ['asked', 'voided'] });
    await step(eva, { step: 'submit' });
    expect((await standing(targetId)).state).toBe('publishing');
  });

  test('changed to a group of the author alone, what waited is a draft that says what stands in its way', async () => {
    const { targetId, repostId } = await inReview();
    await choose({ rule: 'group', groupId: await groupOf(eva) });
    expect((await standing(targetId)).state).toBe('draft');
    const page = await getRepost(database.db, { actor: eva, repostId, now: new Date() });
    expect(page.targets[0]?.findings[0]).toMatchObject({ key: 'nobody_approves', blocks: true });
  });

  test('changed after an approval, leaves what was approved as it is', async () => {
    const { targetId, approve } = await inReview();
    await approve(rui);
    await choose({ rule: 'group', groupId: await groupOf(lea) });
    expect(await standing(targetId)).toEqual({ state: 'publishing', said: ['asked', 'approved'] });
  });

  test('changed in the same second in which a post is asked for, never leaves one that nobody can decide', async () => {
    const groupId = await groupOf(lea);
    const made = await inReview();
    await made.step(rui, { step: 'send_back', versionId: made.versionId, publishAt: null, words: 'Crop it' });
    await Promise.all([choose({ rule: 'group', groupId }), made.step(eva, { step: 'submit' })]);
    await made.approve(lea);
    expect((await standing(made.targetId)).state).toBe('publishing');
  });
});

describe('an approver group', () => {
  test('is made, renamed, given other people and removed, each with its line and nobody’s name in it', async () => {
    const { db } = database;
    const { groupId } = await addApproverGroup(db, { actor: admin, name: 'Legal', userIds: [lea.userId] });
    expect(await lastAudit(groupId)).toEqual({
      action: 'approver_group.add',
      detail: { name: 'Legal', added: [lea.userId] },
    });
    await editApproverGroup(db, { actor: admin, groupId, name: 'Law', userIds: [rui.userId] });
    expect(await lastAudit(groupId)).toEqual({
      action: 'approver_group.edit',
      detail: { name: { from: 'Legal', to: 'Law' }, added: [rui.userId], removed: [lea.userId] },
    });
    await choose({ rule: 'group', groupId });
    const page = await getApproversPage(db, { actor: admin });
    expect(page.groups).toMatchObject([
      { name: 'Law', people: [{ name: 'Rui', active: true }], accounts: [expect.any(String)] },
    ]);
    expect(page.people.find(({ name }) => name === 'Bia')?.regions).toEqual(['Brazil']);
    expect(page.people.find(({ name }) => name === 'Ada')?.regions).toBeNull();
    await expect(removeApproverGroup(db, { actor: admin, groupId })).rejects.toMatchObject({
      code: 'conflict',
      message: 'approverGroupInUse',
    });
    await choose({ rule: 'one' });
    await removeApproverGroup(db, { actor: admin, groupId });
    expect(await lastAudit(groupId)).toMatchObject({ action: 'approver_group.remove' });
  });

  test('on which an account relies is not emptied, nor left to oneself alone', async () => {
    const groupId = await groupOf(lea, admin);
    await choose({ rule: 'group', groupId });
    const edit = (...people: UserActor[]) =>
      editApproverGroup(database.db, {
        actor: admin,
        groupId,
        name: 'Legal',
        userIds: people.map(({ userId }) => userId),
      });
    await expect(edit()).rejects.toMatchObject({ message: 'approverGroupEmpty' });
    await expect(edit(admin)).rejects.toMatchObject({ message: 'approverGroupOnlyYou' });
    const members = await database.db
      .select()
      .from(approverGroupMember)
      .where(eq(approverGroupMember.groupId, groupId));
    expect(members).toHaveLength(2);
    await edit(lea);
  });

  test('has a name of its own, and people who are there', async () => {
    const add = (name: string, userIds: string[]) =>
      addApproverGroup(database.db, { actor: admin, name, userIds });
    await add('Legal', []);
    await expect(add('Legal', [])).rejects.toMatchObject({ code: 'conflict', message: 'nameTaken' });
    await expect(add('Other', [newId()])).rejects.toMatchObject({ message: 'personNotFound' });
  });

  test('is for admins of all regions to change: its people see drafts of every region it approves for', async () => {
    const { db } = database;
    const groupId = await groupOf(lea);
    for (const actor of [localAdmin, eva, lea]) {
      const refused = { code: 'forbidden' };
      await expect(addApproverGroup(db, { actor, name: 'X', userIds: [] })).rejects.toMatchObject(refused);
      await expect(
        editApproverGroup(db, { actor, groupId, name: 'X', userIds: [actor.userId] }),
      ).rejects.toMatchObject(refused);
      await expect(removeApproverGroup(db, { actor, groupId })).rejects.toMatchObject(refused);
      await expect(getApproversPage(db, { actor })).rejects.toMatchObject(refused);
    }
  });
});

describe('an approver of a group whose role is in another region', () => {
  test('sees source, result and what was said, is counted what waits, and decides; others of that region see nothing', async () => {
    const { db } = database;
    await choose({ rule: 'group', groupId: await groupOf(lea) });
    expect(await countToApprove(db, { actor: lea })).toBe(0);
    const { repostId, versionId, targetId, step, approve } = await inReview();
    expect(await countToApprove(db, { actor: lea })).toBe(1);
    expect(await countToApprove(db, { actor: eva })).toBe(0);
    expect(await findVersionFile(db, { actor: lea, versionId })).toBeDefined();
    await expect(findVersionFile(db, { actor: bia, versionId })).rejects.toMatchObject({ code: 'forbidden' });
    await step(eva, { step: 'comment', words: 'For Monday' });
    const page = await getRepost(db, { actor: lea, repostId, now: new Date() });
    expect(page.mayEdit).toBe(false);
    expect(page.targets[0]?.steps).toEqual(['approve', 'send_back']);
    expect(page.targets[0]?.reviews.map(({ words }) => words)).toEqual([null, 'For Monday']);
    const listed = await listReposts(db, { actor: lea });
    expect(listed.filter(({ mine }) => mine).map(({ id }) => id)).toEqual([repostId]);
    expect(await listReposts(db, { actor: bia })).toEqual([]);
    await approve(lea);
    expect(await countToApprove(db, { actor: lea })).toBe(0);
    expect((await standing(targetId)).said).toEqual(['asked', 'comment', 'approved']);
  });

  test('who was taken out of the group sees and decides nothing any more', async () => {
    const { db } = database;
    const groupId = await groupOf(lea, rui);
    await choose({ rule: 'group', groupId });
    const { repostId, versionId, approve } = await inReview();
    await editApproverGroup(db, { actor: admin, groupId, name: 'Legal', userIds: [rui.userId] });
    await expect(approve(lea)).rejects.toMatchObject({ message: 'approvalNotYours' });
    await expect(getRepost(db, { actor: lea, repostId, now: new Date() })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(findVersionFile(db, { actor: lea, versionId })).rejects.toMatchObject({ code: 'forbidden' });
    expect(await countToApprove(db, { actor: lea })).toBe(0);
    await approve(rui);
  });
});

test('in its own quiet hours a phone is asked at their end, and not at all once that is decided', async () => {
  const { db } = database;
  await choose({ rule: 'group', groupId: await groupOf(lea) });
  const [region] = await db
    .select({ timeZone: regionTable.timeZone })
    .from(regionTable)
    .where(eq(regionTable.id, brazil));
  const hourThere = Number(
    new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone: region!.timeZone }).format(),
  );
  const at = (hour: number) => `${String((hour + 24) % 24).padStart(2, '0')}:00`;
  await db
    .update(number)
    .set({ quietHours: `${at(hourThere - 1)}-${at(hourThere + 3)}` })
    .where(eq(number.userId, lea.userId));
  const { approve } = await inReview();
  const [held] = await db.select().from(message);
  expect(held!.dueAt.getTime() - Date.now()).toBeGreaterThan(60 * 60_000);
  expect(held).toMatchObject({ kind: 'approval', state: 'planned' });
  await approve(lea);
  expect(await db.select({ state: message.state }).from(message)).toEqual([{ state: 'expired' }]);
  await db.update(number).set({ quietHours: null }).where(eq(number.userId, lea.userId));
});

test('a right that its team took back between asking and approving stands in the way, and is told', async () => {
  const { db } = database;
  const { repostId, targetId, approve } = await inReview();
  const source = await somebody('Caio', { role: 'editor', regionId: brazil });
  await setAccountRights(db, { actor: source, accountId: sourceAccount, rights: 'ask_first' });
  await expect(approve(rui)).rejects.toMatchObject({ code: 'conflict', message: 'targetBlocked' });
  const page = await getRepost(db, { actor: rui, repostId, now: new Date() });
  expect(page.targets[0]?.findings[0]).toMatchObject({ key: 'rights_ask', blocks: true });
  expect((await standing(targetId)).state).toBe('in_review');
  await setAccountRights(db, { actor: source, accountId: sourceAccount, rights: 'free' });
  await approve(rui);
});
