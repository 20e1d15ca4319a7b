import { type SQL, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { installation } from '#db/schema.ts';
import type { Actor } from '../actor.ts';
import { demand } from '../people/permissions.ts';
import { isHeld } from './queries/held-story.ts';
import {
  dueBefore,
  keepEverything,
  type PartDue,
  type RetentionPreview,
  type RetentionRules,
} from './retention-rules.ts';

/** The rules as they are saved. */
export async function getRetentionRules(db: Queryable): Promise<RetentionRules> {
  const [row] = await db
    .select({
      originals: installation.keepOriginalsDays,
      pictures: installation.keepPicturesDays,
      words: installation.keepWordsDays,
    })
    .from(installation);
  return row ?? keepEverything;
}

/** The saved rules, for who may change them. */
export async function getRetentionSettings(
  db: Queryable,
  { actor }: { actor: Actor },
): Promise<RetentionRules> {
  demand(actor, 'retention.manage', null);
  return await getRetentionRules(db);
}

/**
 * What a run by these rules would remove now; nothing is changed.
 * @throws StorywireError `forbidden`
 */
export async function previewRetention(
  db: Queryable,
  { actor, rules, now }: { actor: Actor; rules: RetentionRules; now: Date },
): Promise<RetentionPreview> {
  demand(actor, 'retention.manage', null);
  const files = (which: SQL, days: number | null) =>
    countDue(
      db,
      sql`select m.bytes::bigint as bytes, s.posted_at from media m join story s on s.id = m.story_id
        where ${which} and s.media_state <> 'pending' and not ${isHeld}`,
      dueBefore(days, now),
    );
  const [originals, pictures, words, held] = await Promise.all([
    files(sql`m.rendition = 'original'`, rules.originals),
    files(sql`m.rendition <> 'original'`, rules.pictures),
    countDue(
      db,
      sql`select 0::bigint as bytes, s.posted_at from story s where ${hasWords} and not ${isHeld}`,
      dueBefore(rules.words, now),
    ),
    countHeld(db, rules, now),
  ]);
  return { originals, pictures, words, held };
}

/** Whether there is something of a story (`s`) that words' rule would remove. */
export const hasWords = sql`(
  s.caption is not null or s.permalink is not null or exists (select from note n where n.story_id = s.id)
)`;

async function countDue(db: Queryable, from: SQL, before: Date | null): Promise<PartDue> {
  if (before === null) return { count: 0, bytes: 0, oldest: null, newest: null };
  const [row] = await db.execute<{
    count: number;
    bytes: string;
    oldest: string | null;
    newest: string | null;
  }>(sql`
    select count(*)::int as count, coalesce(sum(bytes), 0)::text as bytes,
      to_char(min(posted_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as oldest,
      to_char(max(posted_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as newest
    from (${from}) due where posted_at < ${before.toISOString()}::timestamptz`);
  return { ...row!, bytes: Number(row!.bytes) };
}

/** Stories of which something is due by its age and kept because something of them is open. */
async function countHeld(db: Queryable, rules: RetentionRules, now: Date): Promise<number> {
  const at = (days: number | null) => dueBefore(days, now)?.toISOString() ?? null;
  const [row] = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from story s
    where ${isHeld} and s.media_state <> 'pending' and (
      (s.posted_at < ${at(rules.originals)}::timestamptz and exists (
        select from media m where m.story_id = s.id and m.rendition = 'original'))
      or (s.posted_at < ${at(rules.pictures)}::timestamptz and exists (
        select from media m where m.story_id = s.id and m.rendition <> 'original'))
      or (s.posted_at < ${at(rules.words)}::timestamptz and ${hasWords}))`);
  return row!.count;
}
