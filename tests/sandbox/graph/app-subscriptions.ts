import { channels } from '../webhooks/webhooks.ts';
import type { Channel } from '../webhooks/webhooks.ts';
import { callbackAddress } from '../webhooks/post-webhook.ts';
import type { Handshakes } from '../webhooks/handshake.ts';
import type { World } from '../world.ts';
import { badParameter } from './graph-error.ts';
import { ok } from './request.ts';
import type { GraphAnswer, GraphRequest } from './request.ts';

const subscribed: Record<Channel, { object: string; fields: string[] }> = {
  whatsapp: {
    object: 'whatsapp_business_account',
    fields: ['messages', 'message_template_status_update', 'template_category_update'],
  },
  instagram: { object: 'instagram', fields: ['story_insights'] },
};

/**
 * `GET /{app-id}/subscriptions`: what the dashboard holds. An address stands there once its handshake went well,
 * never before. Source: graph-api/reference/app/subscriptions, which wants the app's own token.
 */
export function appSubscriptions(world: World, handshakes: Handshakes, request: GraphRequest): GraphAnswer {
  if (request.token.kind !== 'app')
    throw badParameter('This method must be called with an app access_token.', {
      code: 15,
      message: '(#15) This method must be called with an app access_token.',
    });
  const { callbackUrl } = world.settings;
  const verified =
    callbackUrl === undefined ? [] : channels.filter((channel) => handshakes.states[channel].verified);
  return ok({
    data: verified.map((channel) => ({
      object: subscribed[channel].object,
      callback_url: callbackAddress(callbackUrl ?? '', channel).href,
      active: true,
      fields: subscribed[channel].fields.map((name) => ({ name, version: request.version })),
    })),
  });
}
