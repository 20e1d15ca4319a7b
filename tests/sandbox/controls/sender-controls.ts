import { countPeople } from '../graph/people-limit.ts';
import {
  changeSenderState,
  levels,
  peopleOf,
  qualities,
  readSenderState,
  tiers,
} from '../graph/sender-state.ts';
import type { SenderState } from '../graph/sender-state.ts';
import { subscriptionOf } from '../graph/sender-nodes.ts';
import { brand } from '../brand.ts';
import type { Json } from '../json.ts';
import { capabilityEntry, numberEntry } from '../webhooks/payloads.ts';
import type { World } from '../world.ts';
import { oneOf } from './control.ts';
import type { ControlRoute } from './control.ts';

/** How the business number stands with Meta: what it may do, and what people think of it. */
export const senderControls: ControlRoute[] = [
  { method: 'GET', path: '/_sandbox/sender', run: ({ world }) => show(world) },
  {
    method: 'PUT',
    path: '/_sandbox/sender',
    run: ({ world }, { body }) => {
      const before = readSenderState(world);
      const tier = oneOf(body['tier'], tiers, 'tier');
      const quality = oneOf(body['quality'], qualities, 'quality');
      const level = oneOf(body['level'], levels, 'level');
      const after = changeSenderState(world, {
        ...(tier && { tier }),
        ...(quality && { quality }),
        ...(level && { level }),
      });
      if (body['silent'] !== true && subscriptionOf(world, brand.waba_id) !== undefined)
        tell(world, before, after);
      return show(world);
    },
  },
];

function show(world: World): Json {
  return { ...readSenderState(world), people: countPeople(world) };
}

/** The webhooks that Meta sends of such changes. */
function tell(world: World, before: SenderState, after: SenderState): void {
  if (after.tier !== before.tier) world.webhooks.queue('whatsapp', capabilityEntry(peopleOf(after.tier)));
  if (after.level !== before.level && after.level === 'HIGH')
    world.webhooks.queue('whatsapp', numberEntry('THROUGHPUT_UPGRADE', 'TIER_UNLIMITED'));
  if (after.quality !== before.quality)
    world.webhooks.queue(
      'whatsapp',
      numberEntry(after.quality === 'RED' ? 'FLAGGED' : 'UNFLAGGED', after.tier),
    );
}
