import { and, eq, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { template } from '#db/schema.ts';
import { notifyDue } from '../../live/notify.ts';
import type { TemplateState } from '../../words.ts';

export type TemplateFacts = {
  senderId: string;
  name: string;
  language: string;
  metaId: string | null;
  state: TemplateState;
  category: string | null;
  reason: string | null;
  publicUrl: string;
};

/** Notes how a template of ours stands with Meta. */
export async function saveTemplate(
  db: Queryable,
  { senderId, name, language, ...facts }: TemplateFacts,
): Promise<void> {
  await db
    .insert(template)
    .values({ senderId, name, language, ...facts })
    .onConflictDoUpdate({
      target: [template.senderId, template.name, template.language],
      set: { ...facts, metaId: sql`coalesce(excluded.meta_id, ${template.metaId})`, updatedAt: sql`now()` },
    });
  if (facts.state === 'approved') await notifyDue(db);
}

/**
 * Notes what a webhook says of a template. One that is not ours, or that we
 * have not heard of before, is left to the next comparison with Meta's list.
 */
export async function changeTemplate(
  db: Queryable,
  {
    name,
    language,
    ...change
  }: { name: string; language: string } & Partial<Pick<TemplateFacts, 'state' | 'reason' | 'category'>>,
): Promise<void> {
  await db
    .update(template)
    .set({ ...change, updatedAt: sql`now()` })
    .where(and(eq(template.name, name), eq(template.language, language)));
  // Messages may have waited for this.
  if (change.state === 'approved') await notifyDue(db);
}
