import { asc, desc, eq } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { number, numberRegion, optIn, region, user } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { StorywireError } from '../../errors.ts';
import { demand, may } from '../../people/permissions.ts';
import { joinLink } from '../../regions/join-link.ts';
import type { NumberPage, OptInRow } from '../number-row.ts';
import { badge, listRegionBadges } from './region-badges.ts';
import { findSenderNumber } from './sender-number.ts';

/**
 * Everything about one number, shortened.
 * @throws StorywireError `not_found`; `forbidden`
 */
export async function getNumber(
  db: Queryable,
  { actor, numberId }: { actor: Actor; numberId: string },
): Promise<NumberPage> {
  const [found] = await db
    .select({ row: number, home: region, person: user.name })
    .from(number)
    .innerJoin(region, eq(region.id, number.homeRegionId))
    .leftJoin(user, eq(user.id, number.userId))
    .where(eq(number.id, numberId));
  if (!found) throw new StorywireError('not_found', 'numberNotFound');
  const { row, home, person } = found;
  demand(actor, 'numbers.see', home.id);
  const mayManage = may(actor, 'numbers.manage', home.id);
  const [follows, optIns, senderNumber, regions, managed] = await Promise.all([
    db
      .select(badge)
      .from(numberRegion)
      .innerJoin(region, eq(region.id, numberRegion.regionId))
      .where(eq(numberRegion.numberId, numberId))
      .orderBy(asc(region.name)),
    selectOptIns(db, numberId),
    findSenderNumber(db),
    listRegionBadges(db, { actor, may: 'regions.see', archived: false }),
    listRegionBadges(db, { actor, may: 'numbers.manage', archived: false }),
  ]);
  const joinCode = mayManage ? row.joinCode : null;
  const elsewhere = ({ id }: { id: string }) => id !== home.id;
  return {
    id: row.id,
    label: row.label,
    shortened: row.shortened,
    kind: row.kind,
    country: row.country,
    region: { id: home.id, name: home.name, markText: home.markText, markColor: home.markColor },
    state: row.state,
    mutedUntil: row.mutedUntil?.toISOString() ?? null,
    lastReachedAt: row.lastReachedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    ownLanguage: row.language,
    regionLanguage: home.language,
    ownQuietHours: row.quietHours,
    regionQuietHours: home.quietHours,
    buzzIntervalMinutes: row.buzzIntervalMinutes,
    hears: row.hears,
    follows,
    joinCode,
    joinLink: joinCode === null ? null : joinLink(senderNumber, joinCode),
    person,
    optIns,
    mayManage,
    mayReveal: may(actor, 'numbers.reveal', home.id),
    maySeeAudit: may(actor, 'audit.see', home.id),
    mayFollow: mayManage
      ? regions.filter((each) => elsewhere(each) && !follows.some(({ id }) => id === each.id))
      : [],
    mayMoveTo: mayManage ? managed.filter(elsewhere) : [],
  };
}

async function selectOptIns(db: Queryable, numberId: string): Promise<OptInRow[]> {
  const rows = await db
    .select({ kind: optIn.kind, at: optIn.at, words: optIn.words, by: user.name })
    .from(optIn)
    .leftJoin(user, eq(user.id, optIn.attestedByUserId))
    .where(eq(optIn.numberId, numberId))
    .orderBy(desc(optIn.at), desc(optIn.id));
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
}
