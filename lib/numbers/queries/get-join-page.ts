import { eq } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { region } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { StorywireError } from '../../errors.ts';
import { demand } from '../../people/permissions.ts';
import { joinLink } from '../../regions/join-link.ts';
import type { JoinPage } from '../number-row.ts';
import { listRegionBadges } from './region-badges.ts';
import { findSenderNumber } from './sender-number.ts';

/**
 * A region's join link, for those who may add numbers to it: whoever has the code can join by it.
 * @throws StorywireError `not_found`; `forbidden`
 */
export async function getJoinPage(
  db: Queryable,
  { actor, regionId }: { actor: Actor; regionId: string },
): Promise<JoinPage> {
  demand(actor, 'numbers.manage', regionId);
  const [[row], senderNumber, regions] = await Promise.all([
    db.select().from(region).where(eq(region.id, regionId)),
    findSenderNumber(db),
    listRegionBadges(db, { actor, may: 'numbers.manage', archived: false }),
  ]);
  if (!row) throw new StorywireError('not_found', 'regionNotFound');
  const { id, name, markText, markColor } = row;
  const archived = row.archivedAt !== null;
  const code = archived ? null : row.joinCode;
  return {
    region: { id, name, markText, markColor, archived },
    code,
    link: code === null ? null : joinLink(senderNumber, code),
    regions,
  };
}
