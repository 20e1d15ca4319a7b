import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Connection, connect, type Database } from '#db/client.ts';
import {
  alarm,
  audit,
  flag,
  installation,
  media,
  mediaRemoval,
  note,
  repost,
  repostTarget,
  repostVersion,
  reuseQuestion,
  insight,
  story,
} from '#db/schema.ts';
import type { UserActor } from '#lib/actor.ts';
import { changeFlag } from '#lib/flags/commands/change-flag.ts';
import { getStory } from '#lib/feed/queries/get-story.ts';
import { type MediaStorage, mediaStorage } from '#lib/media/storage.ts';
import { markDue, removeMarked, saveRetention } from '#lib/retention/commands.ts';
import { addTarget } from '#lib/reposts/commands/add-target.ts';
import { beginRepost } from '#lib/reposts/commands/begin-repost.ts';
import { watchAlarms } from '#lib/messages/job/watch-alarms.ts';
import { removeDue } from '#lib/retention/job.ts';
import { previewRetention } from '#lib/retention/queries.ts';
import { retentionInput } from '#lib/retention/retention-input.ts';
import type { RetentionRules } from '#lib/retention/retention-rules.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { eventually } from '#tests/support/eventually.ts';
import { jobContext } from '#tests/support/job-context.ts';
import {
  adminEverywhere,
  personWith,
  sampleAccount,
  samplePerson,
  sampleRegion,
  sampleStory,
  tester,
} from '#tests/support/sample-brand.ts';

const dayMs = 86_400_000;
const now = new Date();
const ago = (days: number) => new Date(now.getTime() - days * dayMs);

let database: TestDatabase;
let folder: string;
let storage: MediaStorage;
let regionId: string;
let accountId: string;
let person: UserActor;

beforeAll(async () => {
  database = await testDatabase();
  await database.db
    .insert(installation)
    .values({ mode: 'sandbox', brandName: 'Brand' })
    .onConflictDoNothing();
  regionId = await sampleRegion(database.db);
  accountId = await sampleAccount(database.db, regionId);
  person = await samplePerson(database.db, 'Ana', { role: 'admin', regionId: null });
});
afterAll(() => database.close());
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'storywire-retention-'));
  storage = mediaStorage({ STORYWIRE_DATA: folder });
  await rules({ originals: null, pictures: null, words: null });
  return async () => {
    await rm(folder, { recursive: true, force: true });
    // What one test left must not be due in the next.
    await database.db.update(story).set({ postedAt: now });
  };
});

const rules = (wanted: RetentionRules) =>
  saveRetention(database.db, { actor: adminEverywhere(), rules: wanted });
const context = (signal?: AbortSignal) =>
  jobContext(database, {
    now: () => now,
    env: { STORYWIRE_DATA: folder },
    ...(signal && { signal }),
  });
const preview = (wanted: RetentionRules) =>
  previewRetention(database.db, { actor: adminEverywhere(), rules: wanted, now });

/** An archived story with its files in the store. */
async function archived(
  days: number,
  kind: 'image' | 'video' = 'image',
): Promise<{ id: string; code: string }> {
  const made = await sampleStory(database.db, { accountId, regionId, postedAt: ago(days), kind });
  for (const rendition of ['original', 'display', 'thumbnail', 'whatsapp'] as const) {
    const storageKey = `stories/2026/11/${made.id}/${rendition}.jpg`;
    const stored = await storage.putFile(storageKey, Buffer.alloc(1_000, rendition));
    await database.db
      .insert(media)
      .values({ storyId: made.id, rendition, storageKey, mimeType: 'image/jpeg', ...stored });
  }
  await database.db
    .update(story)
    .set({ mediaState: 'archived', caption: 'A caption', permalink: 'https://instagram.com/x' })
    .where(eq(story.id, made.id));
  await database.db
    .insert(note)
    .values({ storyId: made.id, words: 'A note', byUserId: person.userId, at: now });
  return made;
}

const left = async (storyId: string) => {
  const rows = await database.db
    .select({ rendition: media.rendition })
    .from(media)
    .where(eq(media.storyId, storyId));
  return rows.map(({ rendition }) => rendition).toSorted();
};
const stored = async (storyId: string, rendition: string) =>
  (await storage.readFile(`stories/2026/11/${storyId}/${rendition}.jpg`)) !== undefined;
const openAlarms = () =>
  database.db
    .select({ thing: alarm.thing, detail: alarm.detail })
    .from(alarm)
    .where(and(eq(alarm.kind, 'storage_failing'), isNull(alarm.endedAt)));
const lines = async (action: string) =>
  database.db.select({ detail: audit.detail }).from(audit).where(eq(audit.action, action)).orderBy(audit.id);

describe('by default', () => {
  it('everything is kept, however old', async () => {
    const { id } = await archived(3_000);
    await removeDue(context());
    expect(await left(id)).toHaveLength(4);
    expect(await preview({ originals: null, pictures: null, words: null })).toMatchObject({
      originals: { count: 0 },
      pictures: { count: 0 },
      words: { count: 0 },
      held: 0,
    });
  });
});

describe('a dry run', () => {
  it('says how much would go, how large it is and of which days, and changes nothing', async () => {
    const old = await archived(100);
    const older = await archived(200);
    await archived(50);
    const would = await preview({ originals: 90, pictures: 150, words: 150 });
    expect(would).toEqual({
      originals: { count: 2, bytes: 2_000, oldest: iso(200), newest: iso(100) },
      pictures: { count: 3, bytes: 3_000, oldest: iso(200), newest: iso(200) },
      words: { count: 1, bytes: 0, oldest: iso(200), newest: iso(200) },
      held: 0,
    });
    expect(await left(old.id)).toHaveLength(4);
    expect(await left(older.id)).toHaveLength(4);
  });

  it('tells what the run then removes', async () => {
    await archived(100);
    await archived(400);
    const wanted = { originals: 90, pictures: 300, words: 300 };
    const would = await preview(wanted);
    await rules(wanted);
    const before = (await lines('retention.remove')).length;
    await removeDue(context());
    const [line] = (await lines('retention.remove')).slice(before);
    expect(line?.detail).toEqual({
      originals: would.originals.count,
      pictures: would.pictures.count,
      words: would.words.count,
      bytes: would.originals.bytes + would.pictures.bytes,
    });
    expect(await preview(wanted)).toMatchObject({
      originals: { count: 0 },
      pictures: { count: 0 },
      words: { count: 0 },
    });
  });
});

const iso = (days: number) => `${ago(days).toISOString().slice(0, 19)}Z`;

describe('what is older than its rule says', () => {
  it('is removed part by part, and the story’s page says since when and after how long', async () => {
    const { id, code } = await archived(100);
    await rules({ originals: 90, pictures: null, words: null });
    await removeDue(context());
    expect(await left(id)).toEqual(['display', 'thumbnail', 'whatsapp']);
    expect(await stored(id, 'original')).toBe(false);
    expect(await stored(id, 'display')).toBe(true);
    const page = await getStory(database.db, { actor: person, code });
    expect(page.removed).toEqual([{ part: 'originals', at: now.toISOString(), afterDays: 90 }]);
    expect(page.caption).toBe('A caption');

    await rules({ originals: 90, pictures: 95, words: 95 });
    await removeDue(context());
    expect(await left(id)).toEqual([]);
    const emptied = await getStory(database.db, { actor: person, code });
    expect(emptied.removed.map(({ part, afterDays }) => [part, afterDays])).toEqual([
      ['originals', 90],
      ['pictures', 95],
      ['words', 95],
    ]);
    expect(emptied).toMatchObject({ caption: null, permalink: null, notes: [] });
  });

  it('goes, and the figures of the story stay', async () => {
    const { id } = await archived(100);
    await database.db
      .insert(insight)
      .values({ storyId: id, at: now, source: 'asked', figures: { views: 7 } });
    await rules({ originals: 90, pictures: 90, words: 90 });
    await removeDue(context());
    expect(await database.db.select().from(insight).where(eq(insight.storyId, id))).toHaveLength(1);
  });

  it('is marked before its file goes: a run that was cut off is finished by the next', async () => {
    const { id } = await archived(100);
    await rules({ originals: 90, pictures: null, words: null });
    await markDue(database.db, { actor: tester, now });
    expect(await left(id)).not.toContain('original');
    expect(await stored(id, 'original')).toBe(true);
    const broken = { removeFile: () => Promise.reject(new Error('the bucket is away')) };
    const { signal } = new AbortController();
    await expect(removeMarked(database.db, broken, { now: () => now, signal })).rejects.toThrow('away');
    await removeDue(context());
    expect(await stored(id, 'original')).toBe(false);
    const [row] = await database.db.select().from(mediaRemoval).where(eq(mediaRemoval.storyId, id));
    expect(row).toMatchObject({ rendition: 'original', bytes: 1_000, removedAt: now });
  });

  it('is removed also when one file before it cannot be, which raises an alarm when it stays so for a day', async () => {
    const [stuck, other] = [await archived(200), await archived(100)];
    await rules({ originals: 90, pictures: null, words: null });
    await markDue(database.db, { actor: tester, now: ago(2) });
    // A folder in the file's place: the disk refuses to delete it.
    const place = path.join(folder, 'media', `stories/2026/11/${stuck.id}/original.jpg`);
    await rm(place);
    await mkdir(place);
    await expect(removeDue(context())).rejects.toThrow('Only 1 of 2 marked files');
    expect(await stored(other.id, 'original')).toBe(false);
    await watchAlarms(context());
    expect(await openAlarms()).toEqual([{ thing: 'removal', detail: { files: 1 } }]);
    await rm(place, { recursive: true });
    await removeDue(context());
    await watchAlarms(context());
    expect(await openAlarms()).toEqual([]);
  });

  it('is removed once by several workers at a time', async () => {
    for (let n = 0; n < 5; n += 1) await archived(100);
    await rules({ originals: 90, pictures: 90, words: null });
    const before = (await lines('retention.remove')).length;
    await Promise.all(Array.from({ length: 4 }, () => removeDue(context())));
    const added = (await lines('retention.remove')).slice(before);
    const sum = (name: string) =>
      added.reduce((total, { detail }) => total + Number((detail as Record<string, number>)[name]), 0);
    expect([sum('originals'), sum('pictures')]).toEqual([5, 15]);
  });
});

describe('a story of which something is open', () => {
  const repostOf = async (storyId: string, state: 'draft' | 'failed') => {
    const [made] = await database.db
      .insert(repost)
      .values({ storyId, regionId, byUserId: person.userId })
      .returning({ id: repost.id });
    const file = { storageKey: 'x.jpg', mimeType: 'image/jpeg', bytes: 1, sha256: '', width: 1, height: 1 };
    const [version] = await database.db
      .insert(repostVersion)
      .values({ repostId: made!.id, number: 1, kind: 'image', ...file, byUserId: person.userId })
      .returning({ id: repostVersion.id });
    await database.db
      .insert(repostTarget)
      .values({ repostId: made!.id, accountId, versionId: version!.id, state });
  };
  const cancelReposts = async (storyId: string) => {
    const reposts = database.db.select({ id: repost.id }).from(repost).where(eq(repost.storyId, storyId));
    await database.db
      .update(repostTarget)
      .set({ state: 'cancelled' })
      .where(inArray(repostTarget.repostId, reposts));
  };
  const open: [string, (storyId: string) => Promise<unknown>, (storyId: string) => Promise<unknown>][] = [
    [
      'a flag',
      (storyId) =>
        database.db.insert(flag).values({ storyId, regionId, kind: 'repost', byUserId: person.userId }),
      (storyId) => database.db.update(flag).set({ state: 'dismissed' }).where(eq(flag.storyId, storyId)),
    ],
    [
      'a question about its rights',
      (storyId) => database.db.insert(reuseQuestion).values({ storyId, regionId, byUserId: person.userId }),
      (storyId) =>
        database.db
          .update(reuseQuestion)
          .set({ answer: 'yes', answeredAt: now })
          .where(eq(reuseQuestion.storyId, storyId)),
    ],
    ['a repost', (storyId) => repostOf(storyId, 'draft'), (storyId) => cancelReposts(storyId)],
    [
      'a repost whose post failed, which may be posted yet',
      (storyId) => repostOf(storyId, 'failed'),
      (storyId) => cancelReposts(storyId),
    ],
  ];

  it.each(open)('(%s) is passed over and counted as held, until that is over', async (_, begin, end) => {
    const { id } = await archived(100);
    await begin(id);
    const wanted = { originals: 90, pictures: 90, words: 90 };
    expect(await preview(wanted)).toMatchObject({ originals: { count: 0 }, words: { count: 0 }, held: 1 });
    await rules(wanted);
    await removeDue(context());
    expect(await left(id)).toHaveLength(4);
    await end(id);
    expect(await preview(wanted)).toMatchObject({ originals: { count: 1 }, held: 0 });
    await removeDue(context());
    expect(await left(id)).toEqual([]);
  });
});

describe('what is begun while a story is being looked at', () => {
  type Story = { id: string; code: string };
  /** What was over by then, and what opens it again. */
  const begun: [string, (story: Story) => Promise<(db: Database) => Promise<unknown>>][] = [
    [
      'a flag',
      async ({ id }) =>
        async (db) =>
          await db.insert(flag).values({ storyId: id, regionId, kind: 'repost', byUserId: person.userId }),
    ],
    [
      'a flag that is opened again',
      async ({ id }) => {
        const [made] = await database.db
          .insert(flag)
          .values({ storyId: id, regionId, kind: 'repost', byUserId: person.userId, state: 'done' })
          .returning({ id: flag.id });
        return (db) => changeFlag(db, { actor: person, flagId: made!.id, change: 'reopen' });
      },
    ],
    [
      'a repost',
      async ({ code }) =>
        (db) =>
          beginRepost(db, { actor: person, code, regionId }),
    ],
    [
      'another post of a repost that was given up',
      async ({ code }) => {
        const { repostId } = await beginRepost(database.db, { actor: person, code, regionId });
        await database.db.insert(repostTarget).values({ repostId, accountId, state: 'cancelled' });
        const target = { repostId, accountId, versionId: null, publishAt: null };
        return (db) => addTarget(db, { actor: person, ...target });
      },
    ],
  ];

  it.each(begun)('(%s) and done before the story is locked, holds it', async (_, prepare) => {
    const made = await archived(100);
    const begin = await prepare(made);
    await rules({ originals: 90, pictures: 90, words: 90 });
    await inTheMiddle(() => begin(database.db));
    expect(await left(made.id)).toHaveLength(4);
    expect((await getStory(database.db, { actor: person, code: made.code })).caption).toBe('A caption');
  });

  it.each(begun)('(%s) and not done yet, holds it', async (_, prepare) => {
    const made = await archived(100);
    const begin = await prepare(made);
    await rules({ originals: 90, pictures: 90, words: 90 });
    const other = connect(database.url, { max: 1 });
    try {
      await other.db.transaction(async (tx) => {
        await begin(tx);
        await markDue(database.db, { actor: tester, now });
      });
    } finally {
      await other.close();
    }
    expect(await left(made.id)).toHaveLength(4);
  });
});

/**
 * Marks what is due over a connection of its own, and does something else
 * when PostgreSQL has begun to look at stories and has locked none: a policy
 * stops it there, since all that it reads from then on is as it was.
 */
async function inTheMiddle(work: () => Promise<unknown>): Promise<void> {
  const owner = connect(database.url, { role: null, max: 1 });
  const keeper = connect(database.url, { name: 'keeper', max: 1 });
  try {
    await stopAtStories(owner);
    await owner.sql`select pg_advisory_lock(1)`;
    const marked = markDue(keeper.db, { actor: tester, now });
    await eventually('it looks at stories', async () => {
      const [row] = await owner.sql<{ stopped: boolean }[]>`
        select exists (select from pg_stat_activity
          where application_name = 'keeper' and wait_event = 'advisory' and datname = current_database()) as stopped`;
      return row!.stopped;
    });
    await work();
    await owner.sql`select pg_advisory_unlock(1)`;
    await marked;
  } finally {
    await owner.sql`alter table story disable row level security`;
    await Promise.all([owner.close(), keeper.close()]);
  }
}

async function stopAtStories({ db }: Connection): Promise<void> {
  await db.execute(sql`create or replace function stop_here() returns boolean language plpgsql as $$ begin
    perform pg_advisory_lock_shared(1);
    return pg_advisory_unlock_shared(1);
  end $$`);
  await db.execute(sql`drop policy if exists stops on story`);
  await db.execute(sql`create policy stops on story
    using (current_setting('application_name') <> 'keeper' or stop_here())`);
  await db.execute(sql`alter table story enable row level security`);
}

describe('the rules', () => {
  it('are an admin’s of all regions', async () => {
    const wanted = { originals: 90, pictures: null, words: null };
    for (const actor of [
      personWith({ role: 'admin', regionId }),
      personWith({ role: 'editor', regionId: null }),
    ])
      await expect(saveRetention(database.db, { actor, rules: wanted })).rejects.toMatchObject({
        code: 'forbidden',
      });
    const before = (await lines('retention.set')).length;
    await rules(wanted);
    await rules(wanted);
    const added = (await lines('retention.set')).slice(before);
    expect(added.map(({ detail }) => detail)).toEqual([{ originals: { from: null, to: 90 } }]);
  });

  it.each(['0', '6', '-1', '7.5', 'soon', '99999999'])('are refused as %s days', (days) => {
    expect(retentionInput.safeParse({ originals: days, pictures: '', words: '' }).success).toBe(false);
  });

  it('are whole days from seven, or nothing for good', () => {
    expect(retentionInput.parse({ originals: ' 7 ', pictures: '', words: '365' })).toEqual({
      originals: 7,
      pictures: null,
      words: 365,
    });
  });
});
