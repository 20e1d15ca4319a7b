import { desc, eq, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { setUpTest, token, webhookInbox } from '#db/schema.ts';
import { getConnectionsPage } from '../../accounts/queries/get-connections-page.ts';
import type { Actor } from '../../actor.ts';
import type { Env } from '../../env.ts';
import { listTemplateStates } from '../../messages/queries/list-template-states.ts';
import { demand } from '../../people/permissions.ts';
import { type SetUpFacts, setUpItems } from '../set-up-items.ts';
import type { SetUpPage } from '../set-up-page.ts';
import { setUpProbe } from '../set-up-probe.ts';

/** After so long without an answer nobody waits for one: the worker may be down. */
const patienceMs = 60_000;

/**
 * How each point of the set-up stands.
 * @throws StorywireError `forbidden` unless an admin of all regions
 */
export async function getSetUpPage(
  db: Queryable,
  {
    actor,
    env,
    now,
  }: {
    actor: Actor;
    env: Pick<Env, 'STORYWIRE_MODE' | 'STORYWIRE_URL' | 'META_ACCESS_TOKEN' | 'WHATSAPP_PHONE_NUMBER_ID'>;
    now: Date;
  },
): Promise<SetUpPage> {
  demand(actor, 'accounts.manage', null);
  const phoneNumberId = env.WHATSAPP_PHONE_NUMBER_ID;
  const publicUrl = env.STORYWIRE_URL;
  const [tokens, { accounts, silent }, templates, webhookAt, [test]] = await Promise.all([
    db
      .select({
        state: token.state,
        trouble: token.trouble,
        scopes: token.scopes,
        expiresAt: token.expiresAt,
        checkedAt: token.checkedAt,
        reads: sql<number>`(select count(*)::int from account a where a.token_id = token.id)`,
      })
      .from(token),
    getConnectionsPage(db, { actor, phoneNumberId, environmentToken: env.META_ACCESS_TOKEN }),
    listTemplateStates(db, { actor, publicUrl }),
    findLastWebhooks(db),
    db
      .select({
        probe: setUpTest.probe,
        testedAt: setUpTest.testedAt,
        testing: sql<boolean>`coalesce(${setUpTest.askedAt} > now() - make_interval(secs => ${patienceMs / 1000}), false)`,
      })
      .from(setUpTest),
  ]);
  const lines = templates?.kinds.flatMap((kind) => kind.lines) ?? [];
  const items = setUpItems(
    {
      mode: env.STORYWIRE_MODE,
      publicUrl,
      whatsapp: phoneNumberId !== undefined,
      tokens,
      accounts,
      silent,
      templates: { approved: lines.filter(({ need }) => isSent(need)).length, all: lines.length },
      webhookAt,
      // What an earlier version found out may have another shape: then it is as if nothing had been tested.
      probe: setUpProbe.safeParse(test?.probe).data ?? null,
    },
    now,
  );
  return { items, testedAt: test?.testedAt?.toISOString() ?? null, testing: test?.testing ?? false };
}

/** When the last webhook of each kind came. */
async function findLastWebhooks(db: Queryable): Promise<SetUpFacts['webhookAt']> {
  const last = async (source: 'whatsapp' | 'instagram') => {
    const [row] = await db
      .select({ at: webhookInbox.receivedAt })
      .from(webhookInbox)
      .where(eq(webhookInbox.source, source))
      // Ids are made in the order of time, so the last one is the newest.
      .orderBy(desc(webhookInbox.id))
      .limit(1);
    return row?.at ?? null;
  };
  return { whatsapp: await last('whatsapp'), instagram: await last('instagram') };
}

const isSent = (need: string): boolean => need === 'nothing' || need === 'poor' || need === 'moving';
