import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Queryable } from '#db/client.ts';
import { account, region, token } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { StorywireError } from '../../errors.ts';
import { demand } from '../../people/permissions.ts';
import { type AccountGap, type AccountHistory, gapMs, historyDays, mostGaps } from '../account-history.ts';

/**
 * How an account has been checked of late, for whoever may see regions:
 * everyone signed in.
 * @throws StorywireError `not_found`
 */
export async function getAccountHistory(
  db: Queryable,
  {
    actor,
    accountId,
    now,
    pollIntervalMs,
  }: { actor: Actor; accountId: string; now: Date; pollIntervalMs: number },
): Promise<AccountHistory> {
  demand(actor, 'regions.see', null);
  if (!z.uuid().safeParse(accountId).success) throw new StorywireError('not_found', 'accountNotFound');
  const [row] = await db
    .select({
      id: account.id,
      username: account.username,
      name: account.name,
      region: { id: region.id, name: region.name, archivedAt: region.archivedAt },
      lastGoodCheckAt: account.lastGoodCheckAt,
      notBefore: sql<Date | null>`greatest(${account.notBefore}, ${account.pacedUntil})`.mapWith(
        account.notBefore,
      ),
      tokenState: token.state,
    })
    .from(account)
    .leftJoin(region, eq(region.id, account.regionId))
    .leftJoin(token, eq(token.id, account.tokenId))
    .where(eq(account.id, accountId));
  if (!row) throw new StorywireError('not_found', 'accountNotFound');
  const since = new Date(now.getTime() - historyDays * 24 * 60 * 60_000);
  const [figures, gaps] = await Promise.all([
    selectFigures(db, { accountId, since }),
    selectGaps(db, { accountId, since, now, longerThanMs: gapMs(pollIntervalMs) }),
  ]);
  return {
    account: { id: row.id, username: row.username, name: row.name },
    region: row.region && {
      id: row.region.id,
      name: row.region.name,
      archived: row.region.archivedAt !== null,
    },
    lastGoodCheckAt: row.lastGoodCheckAt?.toISOString() ?? null,
    notBefore: row.notBefore !== null && row.notBefore > now ? row.notBefore.toISOString() : null,
    token: row.tokenState === null ? 'none' : row.tokenState === 'healthy' ? 'works' : 'refused',
    ...figures,
    gaps: gaps.slice(0, mostGaps),
    gapsCut: gaps.length > mostGaps,
  };
}

async function selectFigures(
  db: Queryable,
  { accountId, since }: { accountId: string; since: Date },
): Promise<Pick<AccountHistory, 'checks' | 'delay'>> {
  const [row] = await db.execute<{
    good: number;
    failed: number;
    finds: number;
    medianMs: number | null;
    p95Ms: number | null;
  }>(sql`
    select count(*) filter (where result = 'ok')::int as good,
      count(*) filter (where result <> 'ok')::int as failed,
      count(delay_ms) filter (where not first)::int as finds,
      percentile_disc(0.5) within group (order by delay_ms) filter (where delay_ms is not null and not first) as "medianMs",
      percentile_disc(0.95) within group (order by delay_ms) filter (where delay_ms is not null and not first) as "p95Ms"
    from ledger where account_id = ${accountId} and checked_at > ${since.toISOString()}::timestamptz`);
  const { good, failed, finds, medianMs, p95Ms } = row!;
  return {
    checks: { good, failed },
    delay: medianMs === null || p95Ms === null ? null : { medianMs, p95Ms, checks: finds },
  };
}

/** From one good check to the next where that took too long, and from the last one until now; one more than are told of. */
async function selectGaps(
  db: Queryable,
  {
    accountId,
    since,
    now,
    longerThanMs,
  }: { accountId: string; since: Date; now: Date; longerThanMs: number },
): Promise<AccountGap[]> {
  const rows = await db.execute<{ fromMs: number; untilMs: number | null; reason: AccountGap['reason'] }>(sql`
    with good as (
      select checked_at, lead(checked_at) over (order by checked_at) as next
      from ledger
      where account_id = ${accountId} and result = 'ok' and checked_at >= coalesce((
        -- What lasts into the days that are told of has begun before them.
        select max(b.checked_at) from ledger b
        where b.account_id = ${accountId} and b.result = 'ok' and b.checked_at <= ${since.toISOString()}::timestamptz
      ), ${since.toISOString()}::timestamptz)
    )
    select (extract(epoch from g.checked_at) * 1000)::float8 as "fromMs",
      (extract(epoch from g.next) * 1000)::float8 as "untilMs",
      coalesce((
        select f.result from ledger f
        where f.account_id = ${accountId} and f.result <> 'ok' and f.checked_at > g.checked_at
          and (g.next is null or f.checked_at < g.next)
        order by f.checked_at desc limit 1
      ), 'silence') as reason
    from good g
    where coalesce(g.next, ${now.toISOString()}::timestamptz) - g.checked_at
      > make_interval(secs => ${longerThanMs / 1000})
    order by g.checked_at desc limit ${mostGaps + 1}`);
  return rows.map(({ fromMs, untilMs, reason }) => ({
    from: new Date(fromMs).toISOString(),
    until: untilMs === null ? null : new Date(untilMs).toISOString(),
    reason,
  }));
}
