import { and, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { installation, media, mediaRemoval, note, story, upload } from '#db/schema.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit/commands.ts';
import { notifyLive } from '../live/notify.ts';
import type { MediaStorage } from '../media/storage.ts';
import { demand } from '../people/permissions.ts';
import { isHeld } from './queries/held-story.ts';
import { getRetentionRules, hasWords } from './queries.ts';
import { dueBefore, type KeptPart, keptParts, type RetentionRules } from './retention-rules.ts';

/**
 * Says for how long stories' parts are kept; the worker acts by it within the hour.
 * @throws StorywireError `forbidden`
 */
export async function saveRetention(
  db: Database,
  { actor, rules }: { actor: Actor; rules: RetentionRules },
): Promise<void> {
  demand(actor, 'retention.manage', null);
  await db.transaction(async (tx) => {
    await tx.select({ one: installation.one }).from(installation).for('update');
    const before = await getRetentionRules(tx);
    const changed = keptParts.filter((part) => before[part] !== rules[part]);
    if (changed.length === 0) return;
    await tx.update(installation).set({
      keepOriginalsDays: rules.originals,
      keepPicturesDays: rules.pictures,
      keepWordsDays: rules.words,
    });
    const detail = Object.fromEntries(changed.map((part) => [part, { from: before[part], to: rules[part] }]));
    await recordAudit(tx, { actor, action: 'retention.set', detail });
  });
}

/** What one run has done. */
export type Removed = { originals: number; pictures: number; words: number; bytes: number };

/** Files of so many stories are marked in one transaction. */
const storiesAtOnce = 200;

/**
 * Marks what is due of some stories: their files' rows leave `media`, so that
 * nothing offers them any more, and their words are taken away, with one line in
 * the audit log. The rules are read under a lock that those who change them
 * take as well, so that files are never marked by rules that were just changed.
 * @returns `undefined` when nothing is due any more
 */
export async function markDue(
  db: Database,
  { actor, now }: { actor: Actor; now: Date },
): Promise<Removed | undefined> {
  return await db.transaction(async (tx) => {
    await tx.select({ one: installation.one }).from(installation).for('update');
    const rules = await getRetentionRules(tx);
    const removed: Removed = { originals: 0, pictures: 0, words: 0, bytes: 0 };
    for (const part of keptParts) {
      const before = dueBefore(rules[part], now);
      if (before === null) continue;
      const due = await dueStories(tx, part, before);
      if (due.length === 0) continue;
      const days = rules[part] ?? 0;
      if (part === 'words') removed.words += await removeWords(tx, due, { now, days });
      else {
        const files = await markFiles(tx, part, due, { now, days });
        removed[part] += files.count;
        removed.bytes += files.bytes;
      }
      for (const id of due) await notifyLive(tx, { topic: 'story', id });
    }
    if (removed.originals + removed.pictures + removed.words === 0) return undefined;
    await recordAudit(tx, { actor, action: 'retention.remove', detail: removed });
    return removed;
  });
}

async function dueStories(tx: Transaction, part: KeptPart, before: Date): Promise<string[]> {
  const has = {
    originals: sql`exists (select from media m where m.story_id = s.id and m.rendition = 'original')`,
    pictures: sql`exists (select from media m where m.story_id = s.id and m.rendition <> 'original')`,
    words: hasWords,
  }[part];
  // Locked, so that a flag or a repost that is begun meanwhile comes before this or after it.
  const locked = await tx.execute<{ id: string }>(sql`
    select s.id from story s
    where s.posted_at < ${before.toISOString()}::timestamptz and s.media_state <> 'pending' and ${has} and not ${isHeld}
    order by s.posted_at limit ${storiesAtOnce} for update of s skip locked`);
  if (locked.length === 0) return [];
  // Asked once more: what was begun between that statement's snapshot and its lock, the statement did not see.
  const rows = await tx.execute<{ id: string }>(sql`
    select s.id from story s where s.id in ${locked.map(({ id }) => id)} and not ${isHeld}`);
  return rows.map(({ id }) => id);
}

async function markFiles(
  tx: Transaction,
  part: 'originals' | 'pictures',
  storyIds: readonly string[],
  { now, days }: { now: Date; days: number },
): Promise<{ count: number; bytes: number }> {
  const which = part === 'originals' ? sql`= 'original'` : sql`<> 'original'`;
  const files = await tx
    .select({
      id: media.id,
      storyId: media.storyId,
      rendition: media.rendition,
      storageKey: media.storageKey,
      bytes: media.bytes,
    })
    .from(media)
    .where(and(inArray(media.storyId, [...storyIds]), sql`${media.rendition} ${which}`));
  if (files.length === 0) return { count: 0, bytes: 0 };
  const ids = files.map(({ id }) => id);
  await tx.insert(mediaRemoval).values(
    files.map(({ storyId, rendition, storageKey, bytes }) => ({
      storyId,
      rendition,
      storageKey,
      bytes,
      afterDays: days,
      markedAt: now,
    })),
  );
  await tx.delete(upload).where(inArray(upload.mediaId, ids));
  await tx.delete(media).where(inArray(media.id, ids));
  return { count: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
}

async function removeWords(
  tx: Transaction,
  storyIds: readonly string[],
  { now, days }: { now: Date; days: number },
): Promise<number> {
  await tx.delete(note).where(inArray(note.storyId, [...storyIds]));
  const rows = await tx
    .update(story)
    .set({ caption: null, permalink: null, wordsRemovedAt: now, wordsRemovedAfterDays: days })
    .where(inArray(story.id, [...storyIds]))
    .returning({ id: story.id });
  return rows.length;
}

/**
 * Deletes the files that were marked, by this run or by one that did not come
 * to its end. One that is gone already is deleted; one that the store does not
 * delete stays marked and is tried again by the next run, and stops no other.
 * @returns how many
 * @throws Error after all the rest was done, when some could not be deleted; its cause is what the store said of the first
 */
export async function removeMarked(
  db: Database,
  storage: Pick<MediaStorage, 'removeFile'>,
  { now, signal }: { now: () => Date; signal: AbortSignal },
): Promise<number> {
  let removed = 0;
  const failures: unknown[] = [];
  let after: { id: string; markedAt: Date } | undefined;
  for (;;) {
    const waiting = await db
      .select({ id: mediaRemoval.id, storageKey: mediaRemoval.storageKey, markedAt: mediaRemoval.markedAt })
      .from(mediaRemoval)
      .where(and(isNull(mediaRemoval.removedAt), after && isAfter(after)))
      .orderBy(mediaRemoval.markedAt, mediaRemoval.id)
      .limit(storiesAtOnce);
    for (const { id, storageKey } of waiting) {
      if (signal.aborted) break;
      try {
        await storage.removeFile(storageKey);
      } catch (error) {
        failures.push(error);
        continue;
      }
      await db.update(mediaRemoval).set({ removedAt: now() }).where(eq(mediaRemoval.id, id));
      removed += 1;
    }
    after = waiting.at(-1);
    if (after === undefined || signal.aborted) break;
  }
  if (failures.length === 0) return removed;
  const counts = `${removed} of ${removed + failures.length} marked files`;
  throw new Error(`Only ${counts} were deleted: ${String(failures[0])}`, { cause: failures[0] });
}

const isAfter = ({ id, markedAt }: { id: string; markedAt: Date }) =>
  or(gt(mediaRemoval.markedAt, markedAt), and(eq(mediaRemoval.markedAt, markedAt), gt(mediaRemoval.id, id)));
