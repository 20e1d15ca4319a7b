import { and, eq, isNotNull, lte } from 'drizzle-orm';
import type { Database, Queryable, Transaction } from '#db/client.ts';
import { account, insight, story } from '#db/schema.ts';
import { notifyLive } from '../live/notify.ts';
import type { InsightTrouble } from '../words.ts';
import { type Figures, webhookFigures } from './figures.ts';

/** What came of asking about a story, and when it is asked about again. */
export type Asked = {
  storyId: string;
  at: Date;
  /** NULL: not again. */
  dueAt: Date | null;
  /** `undefined`: nothing was told. */
  figures?: Figures;
  /** `undefined`: as before. */
  trouble?: InsightTrouble | null;
};

/** Keeps what Instagram told when it was asked, or why it told nothing. */
export async function recordAsked(
  db: Database,
  { storyId, at, dueAt, figures, trouble }: Asked,
): Promise<void> {
  await db.transaction(async (tx) => {
    if (figures !== undefined) await tx.insert(insight).values({ storyId, at, source: 'asked', figures });
    await tx
      .update(story)
      .set({ insightsDueAt: dueAt, ...(trouble === undefined ? {} : { insightsTrouble: trouble }) })
      .where(eq(story.id, storyId));
    await notifyLive(tx, { topic: 'alert', id: storyId });
  });
}

/**
 * Keeps the figures that Instagram sends of itself once a story is over.
 * Repeated, they are kept once.
 * @returns whether they are of a story that is here
 */
export async function recordTold(
  tx: Transaction,
  { igUserId, mediaId, values, at }: { igUserId: string; mediaId: string; values: Figures; at: Date },
): Promise<boolean> {
  const [row] = await tx
    .select({ id: story.id })
    .from(story)
    .innerJoin(account, eq(account.id, story.accountId))
    .where(and(eq(account.igUserId, igUserId), eq(story.mediaId, mediaId)))
    .for('update', { of: story });
  if (!row) return false;
  const figures = webhookFigures(values);
  const before = await tx
    .select({ figures: insight.figures })
    .from(insight)
    .where(and(eq(insight.storyId, row.id), eq(insight.source, 'told')));
  const same = before.some((each) => sameFigures(each.figures, figures));
  if (same || Object.keys(figures).length === 0) return true;
  await tx.insert(insight).values({ storyId: row.id, at, source: 'told', figures });
  await tx.update(story).set({ insightsDueAt: null, insightsTrouble: null }).where(eq(story.id, row.id));
  await notifyLive(tx, { topic: 'alert', id: row.id });
  return true;
}

const sameFigures = (a: Figures, b: Figures): boolean => {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
};

/** Of what Instagram has dropped it is not asked any more. */
export async function dropOverInsights(db: Queryable, { now }: { now: Date }): Promise<void> {
  await db
    .update(story)
    .set({ insightsDueAt: null })
    .where(and(isNotNull(story.insightsDueAt), lte(story.expiresAt, now)));
}
