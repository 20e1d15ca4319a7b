import { z } from 'zod';
import { wireId, wireText } from '#lib/meta/wire.ts';
import { type PeopleLimit, readPeopleLimit } from './people-limit.ts';

/** The brand's WhatsApp number as it stands with Meta. */
export type SenderDraft = {
  phoneNumberId: string;
  /** In no fixed format. */
  displayNumber: string | null;
  verifiedName: string | null;
  /** `GREEN`, `YELLOW`, `RED`, `NA`. NULL: not told. */
  quality: string | null;
  /** Such as `CONNECTED`. NULL: not told. */
  status: string | null;
  /** Whether Meta has approved the name that people see: `APPROVED`, `PENDING_REVIEW`, `DECLINED`. NULL: not told. */
  nameStatus: string | null;
  messagesPerSecond: number;
  peoplePerDay: PeopleLimit;
};

export const senderFields =
  'id,display_phone_number,verified_name,quality_rating,throughput,status,name_status,whatsapp_business_manager_messaging_limit';

const senderWire = z.object({
  id: wireId,
  display_phone_number: wireText,
  verified_name: wireText,
  quality_rating: wireText,
  status: wireText,
  name_status: wireText,
  throughput: z.object({ level: wireText }).nullish().catch(null),
  whatsapp_business_manager_messaging_limit: wireText.catch(null),
});

/** Messages per second by level; the lower one until Meta says otherwise. Source: whatsapp/throughput. */
const throughput = { standard: 80, high: 1_000 };

/** Reads the answer of `GET /{phone-number-id}`. */
export function readSenderDraft(json: unknown): SenderDraft | undefined {
  const sender = senderWire.safeParse(json).data;
  if (!sender) return undefined;
  return {
    phoneNumberId: sender.id,
    displayNumber: sender.display_phone_number,
    verifiedName: sender.verified_name,
    quality: sender.quality_rating,
    status: sender.status,
    nameStatus: sender.name_status,
    messagesPerSecond: sender.throughput?.level === 'HIGH' ? throughput.high : throughput.standard,
    peoplePerDay: readPeopleLimit(sender.whatsapp_business_manager_messaging_limit),
  };
}
