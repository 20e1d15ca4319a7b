import { brand } from '../brand.ts';
import type { World } from '../world.ts';
import type { NodeType } from './node-type.ts';
import { readSenderState } from './sender-state.ts';

type Sender = { id: string };

/** The business number (Cloud API, reading a phone number). */
export const senderNode: NodeType<Sender> = {
  name: 'WhatsAppBusinessPreVerifiedPhoneNumber',
  defaults: [
    'verified_name',
    'code_verification_status',
    'display_phone_number',
    'quality_rating',
    'platform_type',
    'throughput',
    'id',
  ],
  fields: {
    id: (_, sender) => sender.id,
    verified_name: () => brand.brand.name,
    display_phone_number: () => brand.sender_number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '+1 $1-$2-$3'),
    code_verification_status: () => 'VERIFIED',
    quality_rating: (world) => readSenderState(world).quality,
    platform_type: () => 'CLOUD_API',
    throughput: (world) => ({ level: readSenderState(world).level }),
    status: () => 'CONNECTED',
    name_status: () => 'APPROVED',
    account_mode: () => 'LIVE',
    is_official_business_account: () => false,
    messaging_limit_tier: (world) => readSenderState(world).tier,
    whatsapp_business_manager_messaging_limit: (world) => readSenderState(world).tier,
  },
};

/** The WhatsApp Business account. */
export const wabaNode: NodeType<Sender> = {
  name: 'WhatsAppBusinessAccount',
  defaults: ['id', 'name', 'timezone_id', 'message_template_namespace'],
  fields: {
    id: (_, waba) => waba.id,
    name: () => brand.brand.name,
    currency: () => 'USD',
    timezone_id: () => '1',
    message_template_namespace: () => '5ba2c4e1_77b4_4bd5_a3c3_0e1f2a3b4c5d',
    account_review_status: () => 'APPROVED',
    business_verification_status: () => 'verified',
    whatsapp_business_manager_messaging_limit: (world) => readSenderState(world).tier,
  },
};

/** Which apps and fields have been subscribed, by the id they were subscribed on. */
export function subscribe(world: World, id: string, fields: string): void {
  world.store.run(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    `subscribed:${id}`,
    fields,
  );
}

export function unsubscribe(world: World, id: string): void {
  world.store.run('DELETE FROM setting WHERE key = ?', `subscribed:${id}`);
}

/** The subscribed fields, or undefined when nobody has subscribed. */
export function subscriptionOf(world: World, id: string): string | undefined {
  return world.store.get<{ value: string }>('SELECT value FROM setting WHERE key = ?', `subscribed:${id}`)
    ?.value;
}
