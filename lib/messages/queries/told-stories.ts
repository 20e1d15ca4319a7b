import { and, desc, eq, gt, inArray, isNotNull, lte, or, type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { account, alert, attempt, message, region, story } from '#db/schema.ts';
import type { ToldStory } from '../build-message.ts';
import { readChoiceId } from '../choice-id.ts';

/** A story that a number was told of, and by which it may be meant. */
export type ToldStoryRow = ToldStory & { storyId: string };

/** As many as a list of WhatsApp's holds. */
const most = 10;

/** How long after it was told a story may be what somebody writes about. */
const recentMs = 24 * 60 * 60_000;

/** WhatsApp's clock tells seconds, and need not go exactly as ours. */
const clocksDifferMs = 5_000;

/** The newest stories that a message to this number carries; none for one that is not theirs. */
export const listStoriesOfMessage = (
  db: Queryable,
  { messageId, numberId }: { messageId: string; numberId: string },
): Promise<ToldStoryRow[]> => select(db, and(eq(alert.messageId, messageId), eq(message.numberId, numberId)));

/** The newest stories that were told to this number in the day before a moment. */
export function listStoriesTold(
  db: Queryable,
  { numberId, before }: { numberId: string; before: Date },
): Promise<ToldStoryRow[]> {
  const toldAt = sql`coalesce(${message.acceptedAt}, ${message.sentAt}, ${message.deliveredAt}, ${message.readAt})`;
  const from = new Date(before.getTime() - recentMs).toISOString();
  const until = new Date(before.getTime() + clocksDifferMs).toISOString();
  return select(
    db,
    and(
      eq(message.numberId, numberId),
      gt(toldAt, sql`${from}::timestamptz`),
      lte(toldAt, sql`${until}::timestamptz`),
    ),
  );
}

/** A story, if this number was told of it. */
export async function findToldStory(
  db: Queryable,
  { storyId, numberId }: { storyId: string; numberId: string },
): Promise<ToldStoryRow | undefined> {
  return (await select(db, and(eq(alert.storyId, storyId), eq(alert.numberId, numberId))))[0];
}

async function select(db: Queryable, where: SQL | undefined): Promise<ToldStoryRow[]> {
  return db
    .select({
      storyId: story.id,
      region: region.name,
      username: account.username,
      code: story.code,
      postedAt: story.postedAt,
    })
    .from(alert)
    .innerJoin(message, eq(message.id, alert.messageId))
    .innerJoin(story, eq(story.id, alert.storyId))
    .innerJoin(region, eq(region.id, story.regionId))
    .innerJoin(account, eq(account.id, story.accountId))
    .where(where)
    .orderBy(desc(story.postedAt), desc(story.id))
    .limit(most);
}

/** The message to this number that has a wamid, or one of whose attempts has. */
export async function findMessageByWamid(
  db: Queryable,
  { wamid, numberId }: { wamid: string; numberId: string },
): Promise<string | undefined> {
  const attempts = db.select({ id: attempt.messageId }).from(attempt).where(eq(attempt.wamid, wamid));
  const [row] = await db
    .select({ id: message.id })
    .from(message)
    .where(and(eq(message.numberId, numberId), or(eq(message.wamid, wamid), inArray(message.id, attempts))))
    .limit(1);
  return row?.id;
}

/** A question that a number was asked, "which story?", and for which note. */
export type AskedQuestion = { noteId: string; storyIds: string[] };

/** How many questions back one looks; each covers minutes, and all of them less than an hour. */
const latestQuestions = 10;

/** The latest questions about notes that this number was asked, the newest first. */
export async function listAsked(db: Queryable, numberId: string): Promise<AskedQuestion[]> {
  const rows = await db
    .select({ choices: message.choices })
    .from(message)
    .where(and(eq(message.numberId, numberId), eq(message.kind, 'reply'), isNotNull(message.choices)))
    .orderBy(desc(message.createdAt))
    .limit(latestQuestions);
  return rows.flatMap(({ choices }) => {
    const read = (choices ?? []).flatMap(({ id }) => {
      const choice = readChoiceId(id);
      return choice?.act === 'note' ? [choice] : [];
    });
    const [first] = read;
    return first ? [{ noteId: first.noteId, storyIds: read.map(({ storyId }) => storyId) }] : [];
  });
}
