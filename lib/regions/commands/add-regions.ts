import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '#db/client.ts';
import { region, regionGroup } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { checkedInput } from '../../checked-input.ts';
import { StorywireError } from '../../errors.ts';
import { demand } from '../../people/permissions.ts';
import { readRegionList } from '../read-region-list.ts';
import { regionInput, regionListInput } from '../region-input.ts';
import { insertRegion } from './add-region.ts';
import { insertGroup } from './region-groups.ts';

/**
 * Adds the regions of a pasted list, and the groups that it names: all of them
 * or, when one line is wrong, none. Regions that are there already stay as they are.
 * @throws StorywireError `forbidden`; `invalid` naming the first line that is wrong
 */
export async function addRegions(
  db: Database,
  { actor, ...given }: { actor: Actor; list: string },
): Promise<{ added: number; groups: number; there: number }> {
  demand(actor, 'regions.manage', null);
  const { list: text } = checkedInput(regionListInput, given);
  return db.transaction(async (tx) => {
    // Two lists at once would each not see the other's groups and names.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('region-list', 0))`);
    const groups = await tx.select({ id: regionGroup.id, name: regionGroup.name }).from(regionGroup);
    const regions = await tx.select({ name: region.name, markColor: region.markColor }).from(region);
    const { lines, newGroups } = readRegionList(text, { regions, groups: groups.map(({ name }) => name) });
    const wrong = lines.find((line) => line.state === 'wrong');
    if (wrong)
      throw new StorywireError('invalid', 'listLineWrong', { field: 'list', values: { line: wrong.line } });
    const added = lines.filter((line) => line.state === 'new');
    if (added.length === 0) throw new StorywireError('invalid', 'listNothingNew', { field: 'list' });
    const idOf = new Map(groups.map(({ id, name }) => [name, id]));
    for (const name of newGroups) idOf.set(name, (await insertGroup(tx, { actor, name })).id);
    for (const line of added)
      await insertLine(tx, actor, line, line.group === null ? null : (idOf.get(line.group) ?? null));
    return { added: added.length, groups: newGroups.length, there: lines.length - added.length };
  });
}

async function insertLine(
  tx: Transaction,
  actor: Actor,
  line: ReturnType<typeof readRegionList>['lines'][number],
  groupId: string | null,
): Promise<void> {
  const { name, countries, timeZone, language, markText, markColor } = line;
  const input = checkedInput(regionInput, {
    name,
    groupId,
    countries,
    timeZone,
    language,
    markText,
    markColor,
  });
  await insertRegion(tx, { actor, input });
}
