import { and, eq, not } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { template } from '#db/schema.ts';
import { isDueAgain } from '../commands/save-template.ts';

/**
 * Templates that Meta did not take a short while ago, and that are not
 * submitted again yet.
 * @returns name and Meta's language code of each, with a space between
 */
export async function listRefusedTemplates(db: Queryable, senderId: string): Promise<string[]> {
  const rows = await db
    .select({ name: template.name, language: template.language })
    .from(template)
    .where(and(eq(template.senderId, senderId), eq(template.state, 'missing'), not(isDueAgain)));
  return rows.map(({ name, language }) => `${name} ${language}`);
}
