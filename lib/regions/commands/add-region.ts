import type { Database, Transaction } from '#db/client.ts';
import { region } from '#db/schema.ts';
import type { z } from 'zod';
import type { Actor } from '../../actor.ts';
import { recordAudit } from '../../audit/commands.ts';
import { checkedInput } from '../../checked-input.ts';
import { notifyLive } from '../../live/notify.ts';
import { demand } from '../../people/permissions.ts';
import { type RegionInput, regionInput } from '../region-input.ts';
import { demandFreeName, demandGroup, nameTaken } from './lock-region.ts';

/**
 * Adds a regional team.
 * @throws StorywireError `forbidden`; `invalid` naming the field; `conflict` when the name is taken
 */
export async function addRegion(
  db: Database,
  { actor, ...given }: { actor: Actor } & RegionInput,
): Promise<{ id: string }> {
  demand(actor, 'regions.manage', null);
  const input = checkedInput(regionInput, given);
  return db.transaction((tx) => insertRegion(tx, { actor, input }));
}

/** Writes one region, for one form and for a list alike. */
export async function insertRegion(
  tx: Transaction,
  { actor, input }: { actor: Actor; input: z.output<typeof regionInput> },
): Promise<{ id: string }> {
  await demandGroup(tx, input.groupId);
  await demandFreeName(tx, input.name, null);
  const [row] = await tx
    .insert(region)
    .values(input)
    .onConflictDoNothing({ target: region.name })
    .returning({ id: region.id });
  if (!row) throw nameTaken();
  await recordAudit(tx, { actor, action: 'region.add', thingId: row.id, detail: input });
  await notifyLive(tx, { topic: 'region', id: row.id });
  return row;
}
