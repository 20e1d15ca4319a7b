import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { account, sender, token } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { keyring } from '../../keyring.ts';
import { demand } from '../../people/permissions.ts';
import { keyedHash } from '../../seal.ts';
import type { ConnectionsPage, TokenRow } from '../connections-page.ts';
import { missingScopes } from '../token-scopes.ts';
import { canSend } from './token-can.ts';

/**
 * The connected tokens with what each does, and how many accounts are found.
 * @param phoneNumberId Meta's id of the WhatsApp number, where alerts are set up
 * @param environmentToken the environment's token, to tell which row is its
 * @throws StorywireError `forbidden` unless an admin of all regions
 */
export async function getConnectionsPage(
  db: Queryable,
  {
    actor,
    phoneNumberId,
    environmentToken,
  }: { actor: Actor; phoneNumberId: string | undefined; environmentToken: string | undefined },
): Promise<ConnectionsPage> {
  demand(actor, 'accounts.manage', null);
  const ofEnvironment =
    environmentToken === undefined ? undefined : keyedHash(keyring(), 'token', environmentToken);
  const whatsapp = phoneNumberId !== undefined;
  const [rows, accounts, silent] = await Promise.all([
    selectTokens(db),
    countAccounts(db),
    isSilent(db, phoneNumberId),
  ]);
  return {
    silent,
    tokens: rows.map(({ hash, discoveredAt, reaches, ...row }) => ({
      ...row,
      missing:
        row.checkedAt === null || row.state !== 'healthy' ? [] : missingScopes(row.scopes, { whatsapp }),
      expiresAt: row.expiresAt?.toISOString() ?? null,
      checkedAt: row.checkedAt?.toISOString() ?? null,
      connectedAt: row.connectedAt.toISOString(),
      reaches: discoveredAt === null ? null : reaches,
      ofEnvironment: hash === ofEnvironment,
    })),
    accounts,
  };
}

/** Written out below: a column alone would be taken for one of the table that is counted. */
function selectTokens(db: Queryable) {
  return db
    .select({
      id: token.id,
      hash: token.hash,
      source: token.source,
      holder: token.holder,
      state: token.state,
      brokenReason: token.brokenReason,
      trouble: token.trouble,
      scopes: token.scopes,
      expiresAt: token.expiresAt,
      checkedAt: token.checkedAt,
      // In the future it is only when to ask next; nobody waits for it.
      checking: sql<boolean>`coalesce(${token.checkAskedAt} <= now(), false)`,
      discoveredAt: token.discoveredAt,
      connectedAt: token.createdAt,
      reads: sql<number>`(select count(*)::int from account a where a.token_id = token.id)`,
      reaches: sql<number>`(select count(*)::int from token_reach r where r.token_id = token.id)`,
      sends: sql<TokenRow['sends']>`case
        when not exists (select from sender s where s.token_id = token.id) then 'no'
        when exists (select from sender s where s.token_id = token.id and not exists (
          select from sender_reach r join token t on t.id = r.token_id
          where r.sender_id = s.id and t.id <> token.id and ${canSend('t')}
        )) then 'alone'
        else 'backed' end`,
    })
    .from(token)
    .orderBy(asc(token.createdAt), asc(token.id));
}

async function isSilent(db: Queryable, phoneNumberId: string | undefined): Promise<boolean> {
  if (phoneNumberId === undefined) return false;
  return (await db.$count(sender, and(eq(sender.phoneNumberId, phoneNumberId), isNull(sender.tokenId)))) > 0;
}

async function countAccounts(db: Queryable): Promise<ConnectionsPage['accounts']> {
  const [row] = await db.execute<ConnectionsPage['accounts']>(sql`
    select count(*)::int as found,
      count(*) filter (where a.region_id is null)::int as unmapped,
      count(*) filter (where r.id is not null and r.archived_at is null and t.state is distinct from 'healthy')::int as unread
    from ${account} a left join token t on t.id = a.token_id left join region r on r.id = a.region_id`);
  return row ?? { found: 0, unmapped: 0, unread: 0 };
}
