import { z } from 'zod';
import { withoutSecrets } from '#lib/meta/without-secrets.ts';
import { wireInteger, wireSeconds, wireText } from '#lib/meta/wire.ts';
import { statusKinds } from '#lib/words.ts';
import { completeParty, party } from './read-party.ts';
import type { IgnoredItem, Party, Pricing, StatusItem } from './webhook-item.ts';

const errorWire = z.object({
  code: wireInteger,
  title: wireText.catch(null),
  message: wireText.catch(null),
  error_data: z.object({ details: wireText }).nullish().catch(null),
});

/** `billable` is to go, and `type` came in 2025: each is read where it is. Source: whatsapp/pricing. */
const pricingWire = z.object({
  billable: z.boolean().nullish().catch(null),
  category: wireText.catch(null),
  type: wireText.catch(null),
});

const statusWire = z.object({
  id: z.string().min(1),
  status: z.enum([...statusKinds, 'played']),
  timestamp: wireSeconds,
  recipient_id: wireText.catch(null),
  recipient_user_id: wireText.catch(null),
  recipient_type: wireText.catch(null),
  biz_opaque_callback_data: wireText.catch(null),
  errors: z.array(z.unknown()).nullish().catch(null),
  pricing: z.unknown().optional(),
});

/**
 * Reads one of `statuses[]`. Source: whatsapp/webhooks/reference/messages/status.
 * @throws z.ZodError when id, status or time cannot be read
 */
export function readStatus(json: unknown, contacts: Party[]): StatusItem | IgnoredItem {
  const wire = statusWire.parse(json);
  if (wire.status === 'played')
    return { kind: 'ignored', field: 'messages', reason: 'played is for voice messages' };
  const error = readErrors(wire.errors)[0];
  // In a group the recipient is the group, which is nobody's number.
  const known = party(wire.recipient_type === 'group' ? null : wire.recipient_id, wire.recipient_user_id);
  return {
    kind: 'status',
    wamid: wire.id,
    status: wire.status,
    opaqueId: wire.biz_opaque_callback_data,
    at: wire.timestamp,
    ...(wire.recipient_type === 'group' ? known : completeParty(known, contacts)),
    errorCode: error?.code ?? null,
    errorDetails: error?.details ?? null,
    pricing: readPricing(wire.pricing),
  };
}

/** What cannot be read costs a figure and never the status. */
function readPricing(json: unknown): Pricing | null {
  const wire = pricingWire.safeParse(json).data;
  if (!wire) return null;
  const pricing = { billable: wire.billable ?? null, category: wire.category, type: wire.type };
  return Object.values(pricing).every((each) => each === null) ? null : pricing;
}

/** Reads `errors[]` of a status, a message or the account; what is not an error is passed over. */
export function readErrors(errors: unknown[] | null | undefined): { code: number; details: string | null }[] {
  return (errors ?? []).flatMap((each) => {
    const error = errorWire.safeParse(each).data;
    if (!error) return [];
    const details = error.error_data?.details ?? error.message ?? error.title;
    return { code: error.code, details: details === null ? null : withoutSecrets(details) };
  });
}
