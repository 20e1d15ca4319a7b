import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { alert, number, story } from '#db/schema.ts';
import { planStory } from '#lib/alerts/job.ts';
import { listFeed } from '#lib/feed/queries/list-feed.ts';
import { archiveRegion, restoreRegion } from '#lib/regions/commands/archive-region.ts';
import { newId } from '#lib/ids.ts';
import { recordListing } from '#lib/stories/commands.ts';
import { adminEverywhere, tester } from '#tests/support/sample-brand.ts';
import { type Scene, startScene } from '../messages/scene.ts';

let scene: Scene;
let numberId = '';
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.close());
beforeEach(async () => {
  await scene.clear();
  numberId = await scene.addNumber();
});

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const list = (mediaIds: Record<string, Date>) =>
  recordListing(scene.test.db, {
    actor: tester,
    accountId: scene.source.accountId,
    tokenId: newId(),
    complete: true,
    rest: { notBefore: null, pacedUntil: null },
    beganAt: new Date(),
    now: new Date(),
    drafts: Object.entries(mediaIds).map(([mediaId, postedAt]) => ({
      mediaId,
      igUserId: '17841400000000001',
      username: null,
      kind: 'image' as const,
      postedAt,
      mediaUrl: null,
      thumbnailUrl: null,
      permalink: null,
      caption: null,
    })),
  });

test('what was posted while a region was archived is kept and shown once it is back, and buzzes nobody', async () => {
  const { db } = scene.test;
  const { regionId } = scene.source;
  const actor = adminEverywhere();
  await list({});
  await archiveRegion(db, { actor, regionId, name: 'Brazil', now: minutesAgo(180) });
  await restoreRegion(db, { actor, regionId, now: minutesAgo(60) });
  await list({ before: minutesAgo(200), meanwhile: minutesAgo(120), after: minutesAgo(1) });
  const stories = await db.select().from(story).where(eq(story.accountId, scene.source.accountId));
  for (const { id } of stories) await planStory(scene.context, { storyId: id });
  const alerts = await db
    .select({ mediaId: story.mediaId, skipped: alert.skippedReason })
    .from(alert)
    .innerJoin(story, eq(story.id, alert.storyId))
    .innerJoin(number, eq(number.id, alert.numberId))
    .where(eq(number.id, numberId));
  expect(Object.fromEntries(alerts.map(({ mediaId, skipped }) => [mediaId, skipped]))).toEqual({
    before: null,
    meanwhile: 'region_archived',
    after: null,
  });
  const shown = await listFeed(db, { actor });
  expect(JSON.stringify(shown)).toContain(stories.find(({ mediaId }) => mediaId === 'meanwhile')!.code);
});
