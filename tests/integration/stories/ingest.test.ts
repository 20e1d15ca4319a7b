import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { account, burst, ledger, story } from '#db/schema.ts';
import { systemActor } from '#lib/actor.ts';
import type { StoryDraft } from '#lib/instagram/story-draft.ts';
import { newId } from '#lib/ids.ts';
import { ingestStories, recordListing, settleMedia } from '#lib/stories/commands.ts';
import { type SeededAccount, seedAccount } from '#tests/support/brand-seed.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';

const actor = systemActor('test');
const now = new Date('2026-11-23T12:00:00.000Z');
const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

let database: TestDatabase;
let seeded: SeededAccount;
let count = 0;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  seeded = await seedAccount(database.db);
});

const draft = (changes: Partial<StoryDraft> = {}): StoryDraft => ({
  mediaId: `1800${(count += 1)}`,
  igUserId: seeded.igUserId,
  kind: 'image',
  postedAt: before(2),
  mediaUrl: 'https://scontent.cdninstagram.com/a.jpg',
  thumbnailUrl: null,
  permalink: null,
  caption: null,
  username: 'brand',
  ...changes,
});

const list = (drafts: StoryDraft[], at = now) =>
  recordListing(database.db, {
    actor,
    accountId: seeded.id,
    tokenId: newId(),
    drafts,
    complete: true,
    rest: { notBefore: null, pacedUntil: null },
    beganAt: at,
    now: at,
  });
const stories = () =>
  database.db.select().from(story).where(eq(story.accountId, seeded.id)).orderBy(story.postedAt);
const jobs = async (name: string, storyId: string) => {
  const rows =
    await database.sql`select 1 from pgboss.job where name = ${name} and data->>'storyId' = ${storyId}`;
  return rows.length;
};

describe('a listing', () => {
  it('makes a story with its region, its expiry, a code and the jobs that follow', async () => {
    expect(
      await list([draft({ caption: 'Bom dia', permalink: 'https://www.instagram.com/stories/x/1' })]),
    ).toEqual({
      found: 1,
      delayMs: 120_000,
      first: false,
    });
    const [row] = await stories();
    expect(row).toMatchObject({
      regionId: seeded.regionId,
      kind: 'image',
      postedAt: before(2),
      foundAt: now,
      expiresAt: new Date(before(2).getTime() + 86_400_000),
      alerted: true,
      caption: 'Bom dia',
      mediaState: 'pending',
      code: expect.stringMatching(/^[2-9A-Z]{6}$/),
    });
    expect(await jobs('stories.archive', row!.id)).toBe(1);
    expect(await jobs('alerts.plan', row!.id)).toBe(1);
  });

  it('is written into the ledger and onto the account, with what it found and how late', async () => {
    await list([draft({ postedAt: before(3) }), draft({ postedAt: before(1) })]);
    const rows = await database.db.select().from(ledger).where(eq(ledger.accountId, seeded.id));
    expect(rows).toMatchObject([
      { result: 'ok', listed: 2, found: 2, delayMs: 180_000, first: false, checkedAt: now },
    ]);
    const [row] = await database.db.select().from(account).where(eq(account.id, seeded.id));
    expect(row?.lastGoodCheckAt).toEqual(now);
  });

  it('seen twice makes one story and no second job', async () => {
    const same = draft();
    await list([same]);
    expect(await list([same, same])).toMatchObject({ found: 0, delayMs: null });
    const rows = await stories();
    expect(rows).toHaveLength(1);
    expect(await jobs('stories.archive', rows[0]!.id)).toBe(1);
    expect(await jobs('alerts.plan', rows[0]!.id)).toBe(1);
  });

  it('taken in by eight workers at once makes each story once', async () => {
    const drafts = [draft(), draft(), draft()];
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, index) => list(index % 2 ? drafts : drafts.toReversed())),
    );
    expect(results.map((each) => each?.found ?? 0).toSorted((a, b) => b - a)).toEqual([
      3, 0, 0, 0, 0, 0, 0, 0,
    ]);
    expect(await stories()).toHaveLength(3);
    for (const row of await stories()) expect(await jobs('alerts.plan', row.id)).toBe(1);
  });

  it('leaves nothing behind when any of it fails', async () => {
    await expect(list([draft(), draft({ postedAt: new Date(Number.NaN) })])).rejects.toThrow(
      'Invalid time value',
    );
    expect(await stories()).toEqual([]);
    expect(await database.db.select().from(ledger).where(eq(ledger.accountId, seeded.id))).toEqual([]);
  });

  it('tells open feeds of each new story, once it is committed', async () => {
    const hints: unknown[] = [];
    const listening = await database.sql.listen('storywire_live', (hint) => hints.push(JSON.parse(hint)));
    await list([draft()]);
    const [row] = await stories();
    await expect.poll(() => hints).toContainEqual({ topic: 'story', id: row!.id });
    await listening.unlisten();
  });

  it('of an account that has lost its region meanwhile is passed over', async () => {
    await database.db.update(account).set({ regionId: null }).where(eq(account.id, seeded.id));
    expect(await list([draft()])).toBeUndefined();
    expect(await stories()).toEqual([]);
  });
});

describe('the first check of an account', () => {
  beforeEach(async () => {
    seeded = await seedAccount(database.db, { firstCheckedAt: null });
  });

  it('keeps what is live and plans no alert', async () => {
    expect(await list([draft(), draft()])).toMatchObject({ found: 2, first: true });
    for (const row of await stories()) {
      expect(row.alerted).toBe(false);
      expect(await jobs('stories.archive', row.id)).toBe(1);
      expect(await jobs('alerts.plan', row.id)).toBe(0);
    }
    const [written] = await database.db.select().from(ledger).where(eq(ledger.accountId, seeded.id));
    expect(written?.first).toBe(true);
  });

  it('is over once it was good: the next story is news', async () => {
    const known = draft();
    await list([known]);
    expect(await list([known, draft({ postedAt: before(0) })])).toMatchObject({ found: 1, first: false });
    expect((await stories()).map((row) => row.alerted)).toEqual([false, true]);
  });

  it('happens once, even when nothing was live', async () => {
    expect(await list([])).toMatchObject({ found: 0, first: true });
    expect(await list([draft()])).toMatchObject({ found: 1, first: false });
  });

  it('is one of two that overlap', async () => {
    const drafts = [draft()];
    const results = await Promise.all([list(drafts), list(drafts)]);
    expect(results.filter((each) => each?.first)).toHaveLength(1);
    expect((await stories()).map((row) => row.alerted)).toEqual([false]);
  });
});

describe('bursts', () => {
  it('hold the stories of ten minutes together, whoever finds them', async () => {
    const drafts = [30, 29, 25, 21, 20, 5].map((minutes) => draft({ postedAt: before(minutes) }));
    await Promise.all([list(drafts.slice(0, 4)), list(drafts), list(drafts.slice(2))]);
    const rows = await database.db
      .select({ startsAt: burst.startsAt, size: sql<number>`count(*)::int` })
      .from(story)
      .innerJoin(burst, eq(burst.id, story.burstId))
      .where(eq(story.accountId, seeded.id))
      .groupBy(burst.startsAt)
      .orderBy(burst.startsAt);
    expect(rows.reduce((sum, each) => sum + each.size, 0)).toBe(6);
    for (const row of await stories()) {
      const covering = rows.filter((each) => each.startsAt <= row.postedAt);
      expect(row.postedAt.getTime() - covering.at(-1)!.startsAt.getTime()).toBeLessThan(600_000);
    }
  });

  it('begin with their first story', async () => {
    await list([30, 29, 25, 21, 20, 5].map((minutes) => draft({ postedAt: before(minutes) })));
    const rows = await database.db
      .select()
      .from(burst)
      .where(eq(burst.accountId, seeded.id))
      .orderBy(burst.startsAt);
    expect(rows.map((row) => row.startsAt)).toEqual([before(30), before(20), before(5)]);
  });
});

describe('a story that is listed again', () => {
  const again = {
    mediaUrl: 'https://scontent.cdninstagram.com/new.jpg',
    thumbnailUrl: 'https://scontent.cdninstagram.com/t.jpg',
  };

  it('gets the newer links while its media is still to be saved', async () => {
    const known = draft();
    await list([known]);
    await list([{ ...known, ...again }]);
    expect(await stories()).toMatchObject([
      { sourceMediaUrl: again.mediaUrl, sourceThumbnailUrl: again.thumbnailUrl },
    ]);
  });

  it('keeps the link it has when Meta now gives none', async () => {
    const known = draft();
    await list([known]);
    await list([{ ...known, mediaUrl: null }]);
    expect(await stories()).toMatchObject([{ sourceMediaUrl: known.mediaUrl }]);
  });

  it('stays as it is once it is archived', async () => {
    const known = draft({ caption: 'first' });
    await list([known]);
    const [row] = await stories();
    await database.db.transaction((tx) =>
      settleMedia(tx, { actor, storyId: row!.id, end: { state: 'archived', rows: [] } }),
    );
    const [archived] = await stories();
    await list([{ ...known, ...again, caption: 'second' }]);
    expect(await stories()).toEqual([archived]);
  });

  it('stays in the region that it was found in', async () => {
    const known = draft();
    await list([known]);
    const other = await seedAccount(database.db);
    await database.db.update(account).set({ regionId: other.regionId }).where(eq(account.id, seeded.id));
    await list([known, draft({ postedAt: before(1) })]);
    expect((await stories()).map((row) => row.regionId)).toEqual([seeded.regionId, other.regionId]);
  });
});

describe('settling media', () => {
  it('happens once: what comes later changes nothing', async () => {
    await ingestStories(database.db, { actor, accountId: seeded.id, drafts: [draft()], now, first: false });
    const [row] = await stories();
    const settle = (state: 'expired' | 'failed', reason: 'expired' | 'download_failed') =>
      database.db.transaction((tx) => settleMedia(tx, { actor, storyId: row!.id, end: { state, reason } }));
    await settle('expired', 'expired');
    await settle('failed', 'download_failed');
    const [settled] = await database.db
      .select()
      .from(story)
      .where(and(eq(story.id, row!.id)));
    expect(settled).toMatchObject({ mediaState: 'expired', mediaReason: 'expired', sourceMediaUrl: null });
  });
});
