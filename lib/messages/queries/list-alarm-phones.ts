import { and, asc, eq, exists, isNull, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { grant, number, region, user } from '#db/schema.ts';

/** The work numbers that are told of grave alarms: those of admins of all regions, which hear. */
export const listAlarmPhones = (db: Queryable) =>
  db
    .select({
      numberId: number.id,
      language: sql<string>`coalesce(${number.language}, ${region.language})`,
    })
    .from(number)
    .innerJoin(user, eq(user.id, number.userId))
    .innerJoin(region, eq(region.id, number.homeRegionId))
    .where(
      and(
        eq(number.state, 'active'),
        isNull(region.archivedAt),
        eq(user.state, 'active'),
        exists(
          db
            .select({ one: sql`1` })
            .from(grant)
            .where(and(eq(grant.userId, user.id), eq(grant.role, 'admin'), isNull(grant.regionId))),
        ),
      ),
    )
    .orderBy(asc(number.id));
