import { eventually } from '#tests/support/eventually.ts';
import type { Scenario } from '../scenario.ts';
import { waitingWebhooks } from '../waiting-webhooks.ts';
import { postWebhook, signature } from '../webhook-post.ts';

type Entry = { changes: { field: string; value: { statuses?: Record<string, unknown>[] } }[] };

/** What cannot be applied, each for a reason of its own; PostgreSQL takes no text with the sign 0. */
const poisons: Record<string, unknown>[] = [
  { id: null, status: 'delivered', timestamp: '1' },
  { id: 'wamid.poison\u0000', status: 'delivered', timestamp: '1764000000' },
  { id: 'wamid.poison', status: 'teleported', timestamp: '1764000000' },
  { id: 'wamid.poison', status: 'delivered', timestamp: 'yesterday' },
];

/** R11: among the statuses of a whole batch are some that nobody can apply. */
export const poison: Scenario = {
  title: 'poison items in one batch cost the others nothing',
  rig: (quick) => ({ numbers: quick ? 20 : 200, perTeam: 0 }),
  run: async (rig) => {
    // What Meta has to tell stays with it, and comes in one body of our making.
    rig.webhooks.setMode('refuse');
    await rig.post(rig.brand.accounts[0]!);
    await eventually('everything is accepted and told of', async () => {
      const rows = await rig.owner.sql`select from message where state = 'accepted'`;
      const entries = waitingWebhooks(rig.folder) as Entry[];
      return rows.length === rig.brand.numbers && entries.length >= 2 * rig.brand.numbers;
    });
    const entries = waitingWebhooks(rig.folder) as Entry[];
    const first = entries[0]!;
    const poisoned = poisons.map((status) => {
      const copy = structuredClone(first);
      copy.changes[0]!.value.statuses = [status];
      return copy;
    });
    // One in a change of good ones, the others between them.
    entries[1]!.changes[0]!.value.statuses!.unshift(poisons[1]!);
    entries.splice(Math.floor(entries.length / 2), 0, ...poisoned);
    const raw = JSON.stringify({ object: 'whatsapp_business_account', entry: entries });
    const headers = { 'x-hub-signature-256': signature(raw, rig.env['META_APP_SECRET']!) };
    rig.expect((await postWebhook(rig.web.url, raw, headers)) === 200, 'the batch was refused');
    await eventually('all others are applied', async () => {
      const rows = await rig.owner.sql`select from message where state = 'delivered'`;
      return rows.length === rig.brand.numbers;
    });
    const [row] = await rig.owner.sql<{ poison: number }[]>`
      select coalesce(sum(jsonb_array_length(poison)), 0)::int as poison from webhook_inbox`;
    rig.expect(row!.poison === poisons.length + 1, `${row!.poison} items were set aside`);
    rig.webhooks.setMode('pass');
    return { statuses: entries.length, setAside: row!.poison };
  },
};
