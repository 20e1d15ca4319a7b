import { and, desc, eq, gt, sql } from 'drizzle-orm';
import { anyOf } from '#db/any-of.ts';
import type { Queryable } from '#db/client.ts';
import { account, alert, media, region, story, upload } from '#db/schema.ts';
import type { ToldStory } from '../build-message.ts';

/** A story that a message tells of, with its picture at Meta. */
export type NoticeStory = ToldStory & {
  /** NULL: not uploaded, or no longer there. */
  waMediaId: string | null;
};

/** The stories of each message, newest first. */
export async function noticeStories(
  db: Queryable,
  { senderId, messageIds }: { senderId: string; messageIds: readonly string[] },
): Promise<Map<string, NoticeStory[]>> {
  if (messageIds.length === 0) return new Map();
  const rows = await db
    .select({
      messageId: sql<string>`${alert.messageId}`,
      region: region.name,
      username: account.username,
      code: story.code,
      postedAt: story.postedAt,
      waMediaId: upload.waMediaId,
    })
    .from(alert)
    .innerJoin(story, eq(story.id, alert.storyId))
    .innerJoin(region, eq(region.id, story.regionId))
    .innerJoin(account, eq(account.id, story.accountId))
    .leftJoin(media, and(eq(media.storyId, story.id), eq(media.rendition, 'whatsapp')))
    .leftJoin(
      upload,
      and(eq(upload.mediaId, media.id), eq(upload.senderId, senderId), gt(upload.expiresAt, sql`now()`)),
    )
    .where(anyOf(alert.messageId, messageIds))
    .orderBy(desc(story.postedAt), desc(story.id));
  return Map.groupBy(rows, ({ messageId }) => messageId);
}
