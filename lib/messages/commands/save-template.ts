import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Queryable, Transaction } from '#db/client.ts';
import { template } from '#db/schema.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import { notifyDue } from '../../live/notify.ts';
import type { TemplateState } from '../../words.ts';

export type TemplateFacts = {
  senderId: string;
  name: string;
  language: string;
  metaId: string | null;
  state: TemplateState;
  category: string | null;
  /** Meta's word or words. NULL: none. */
  reason: string | null;
  publicUrl: string;
};

/**
 * Meta's list says why it has rejected a template, and of a pause or a coming
 * change of category says nothing: what a webhook told of it stays for as long
 * as it is true.
 */
const reasonThatStays = sql`coalesce(excluded.reason, case
  when ${template.state} <> excluded.state or excluded.state in ('pending', 'missing') then null
  when excluded.state = 'approved' and (${template.reason} not like 'MOVING%' or ${template.category} is distinct from excluded.category) then null
  else ${template.reason} end)`;

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
      set: {
        ...facts,
        metaId: sql`coalesce(excluded.meta_id, ${template.metaId})`,
        reason: reasonThatStays,
        updatedAt: sql`now()`,
      },
    });
  if (facts.state === 'approved') await notifyDue(db);
}

/**
 * Submitting again what was not taken costs one of the 200 requests that Meta
 * allows an account in an hour (80007), and mostly meets the same refusal.
 */
export const isDueAgain = sql<boolean>`${template.updatedAt} < now() - interval '10 minutes'`;

/** Meta could not be asked, or wants to be left alone: what is open is asked for again in a minute, and not before. */
export async function postponeTemplates(db: Queryable, senderId: string): Promise<void> {
  await db
    .update(template)
    .set({
      updatedAt: sql`case when ${template.state} = 'pending' then now() else least(${template.updatedAt}, now() - interval '9 minutes') end`,
    })
    .where(and(eq(template.senderId, senderId), inArray(template.state, ['pending', 'missing'])));
}

/** Has Meta asked how a sender's templates stand, and what it did not take submitted anew at once. */
export async function askAgain(tx: Transaction, senderId: string): Promise<void> {
  await tx
    .update(template)
    .set({ updatedAt: sql`least(${template.updatedAt}, now() - interval '11 minutes')` })
    .where(and(eq(template.senderId, senderId), eq(template.state, 'missing')));
  await enqueue(tx, 'templates.sync', { senderId });
}

/** What a webhook says of a template: a new state with its reason; or its category, or only a warning. */
export type TemplateChange = { name: string; language: string } & (
  | { state: TemplateState; reason: string | null }
  | { category?: string; /** NULL: all is well again. */ warning: string | null }
);

/**
 * Notes what a webhook says of a template. One that is not ours, or that we
 * have not heard of before, is left to the next comparison with Meta's list.
 * Meta repeats webhooks for seven days and in any order, so a state that was
 * settled before is not taken from the webhook alone for long: the list is read
 * as well, and decides.
 */
export async function changeTemplate(
  tx: Transaction,
  { name, language, ...change }: TemplateChange,
): Promise<void> {
  const named = and(eq(template.name, name), eq(template.language, language));
  const rows = await tx
    .select({ id: template.id, senderId: template.senderId, state: template.state })
    .from(template)
    .where(named)
    .for('no key update');
  for (const row of rows) {
    const values =
      'state' in change
        ? change
        : {
            ...(change.category !== undefined && { category: change.category }),
            // Why a template does not go out is worth more than a warning.
            ...(row.state === 'approved' && { reason: change.warning }),
          };
    await tx
      .update(template)
      .set({ ...values, updatedAt: sql`now()` })
      .where(eq(template.id, row.id));
    const settled = row.state !== 'pending' && row.state !== 'missing';
    if (settled && 'state' in change && change.state !== row.state)
      await enqueue(tx, 'templates.sync', { senderId: row.senderId });
  }
  // Messages may have waited for this.
  if (!('state' in change) || change.state === 'approved') await notifyDue(tx);
}
