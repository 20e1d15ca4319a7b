import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '#tests/support/eventually.ts';
import type { Scenario } from '../scenario.ts';
import { postWebhook, signature } from '../webhook-post.ts';

const perSecond = 200;
const longestP99Ms = 250;

/** R12: 200 webhooks a second, sent at their times whether or not the earlier ones were answered. */
export const webhookFlood: Scenario = {
  title: '200 webhooks a second are all answered, and quickly',
  rig: () => ({ numbers: 6, perTeam: 1 }),
  run: async (rig, { quick }) => {
    const total = perSecond * (quick ? 10 : 180);
    const secret = rig.env['META_APP_SECRET']!;
    const tookMs: number[] = [];
    let refused = 0;
    const begun = performance.now();
    const posts: Promise<void>[] = [];
    for (let n = 0; n < total; n += 1) {
      const dueMs = begun + (n * 1_000) / perSecond;
      if (dueMs > performance.now()) await delay(dueMs - performance.now());
      posts.push(
        (async () => {
          const raw = statusBody(n);
          const status = await postWebhook(rig.web.url, raw, {
            'x-hub-signature-256': signature(raw, secret),
          });
          // Counted from when it was due, so that a late start counts as well.
          tookMs.push(performance.now() - dueMs);
          if (status !== 200) refused += 1;
        })(),
      );
    }
    await Promise.all(posts);
    tookMs.sort((a, b) => a - b);
    const at = (share: number) => Math.round(tookMs[Math.floor(tookMs.length * share)]!);
    rig.expect(refused === 0, `${refused} webhooks were not answered with 200`);
    rig.expect(at(0.99) <= longestP99Ms, `p99 was ${at(0.99)} ms`);
    await eventually(
      'the inbox is worked through',
      async () =>
        (await rig.owner.sql`select from webhook_inbox where processed_at is null limit 1`).length === 0,
      900_000,
    );
    return { webhooks: total, refused, p50Ms: at(0.5), p99Ms: at(0.99) };
  },
};

/** A status of a message that is none of ours: stored and worked through like every other. */
function statusBody(n: number): string {
  const status = { id: `wamid.flood${n}`, status: 'delivered', timestamp: '1764000000' };
  const value = { messaging_product: 'whatsapp', metadata: {}, statuses: [status] };
  const entry = { id: '1', changes: [{ field: 'messages', value }] };
  return JSON.stringify({ object: 'whatsapp_business_account', entry: [entry] });
}
