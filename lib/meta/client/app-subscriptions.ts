import { z } from 'zod';
import { metaRequest } from '../client.ts';
import type { MetaConfig } from '../config.ts';
import { type MetaFailure, readAnswer } from '../failure.ts';
import { graphPage } from '../paging.ts';
import { wireText } from '../wire.ts';

/** What the app's dashboard holds for one kind of object. */
export type AppSubscription = {
  /** Such as `whatsapp_business_account` or `instagram`. */
  object: string;
  /** NULL: not told. */
  callbackUrl: string | null;
  active: boolean;
  fields: string[];
};

const subscriptionWire = z.object({
  object: z.string(),
  callback_url: wireText,
  active: z.boolean().catch(false),
  // Older versions list the names alone.
  fields: z.array(z.union([z.string(), z.object({ name: z.string() })])).catch([]),
});

/**
 * Asks Meta where it sends the app's webhooks. An address stands there only
 * after its handshake went well. Asked with the app's own token.
 * Source: docs/graph-api/reference/app/subscriptions.
 */
export async function listAppSubscriptions(
  config: MetaConfig,
): Promise<{ ok: true; subscriptions: AppSubscription[] } | MetaFailure> {
  const asApp: MetaConfig = { ...config, accessToken: `${config.appId}|${config.appSecret}` };
  const path = `${encodeURIComponent(config.appId)}/subscriptions`;
  const outcome = await metaRequest(asApp, { method: 'GET', path });
  const answer = readAnswer(outcome, graphPage, new Date());
  if (!answer.ok) return answer;
  const subscriptions = answer.data.data.flatMap((item): AppSubscription[] => {
    const parsed = subscriptionWire.safeParse(item).data;
    if (!parsed) return [];
    const { object, callback_url: callbackUrl, active, fields } = parsed;
    return [
      {
        object,
        callbackUrl,
        active,
        fields: fields.map((field) => (typeof field === 'string' ? field : field.name)),
      },
    ];
  });
  return { ok: true, subscriptions };
}
