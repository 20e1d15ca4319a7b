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
 * `phone_number_quality_update` and `business_capability_update`. All of them
 * are for an admin to read, so one shape serves.
 */
export function readSenderChange(field: string, json: unknown): SenderItem {
  const wire = senderWire.parse(json);
  const limit =
    wire.max_daily_conversations_per_business ?? wire.current_limit ?? wire.max_daily_conversation_per_phone;
  return {
    kind: 'sender',
    field,
    event: wire.event ?? wire.decision ?? wire.alert_type,
    limit: limit ?? null,
    errorCode: null,
  };
}
