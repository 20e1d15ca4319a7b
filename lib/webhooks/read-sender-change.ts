import { z } from 'zod';
import { wireText } from '#lib/meta/wire.ts';
import type { SenderItem } from './webhook-item.ts';

const figure = z.union([z.number(), z.string()]).transform(String).nullish().catch(null);

const senderWire = z.object({
  event: wireText.catch(null),
  decision: wireText.catch(null),
  alert_type: wireText.catch(null),
  current_limit: figure,
  max_daily_conversations_per_business: figure,
  max_daily_conversation_per_phone: figure,
});

/**
 * Reads the fields that tell of the brand's own number and account, such as
 * `phone_number_quality_update` and `business_capability_update`. One shape
 * serves: the limit of the latter is taken as it is, and everything else is a
 * reason to read the sender anew. `TIER_UNLIMITED` of a throughput upgrade speaks of the pace.
 */
export function readSenderChange(field: string, wabaId: string, json: unknown): SenderItem {
  const wire = senderWire.parse(json);
  const limit =
    wire.max_daily_conversations_per_business ?? wire.current_limit ?? wire.max_daily_conversation_per_phone;
  return {
    kind: 'sender',
    field,
    wabaId,
    event: wire.event ?? wire.decision ?? wire.alert_type,
    limit: limit ?? null,
    errorCode: null,
  };
}
