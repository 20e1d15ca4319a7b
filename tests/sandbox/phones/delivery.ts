import type { DueKind } from '../due.ts';
import { findTemplateByName } from '../graph/templates.ts';
import type { JsonObject } from '../json.ts';
import type { World } from '../world.ts';
import { inboundEntry, statusEntry } from '../webhooks/payloads.ts';
import type { StatusName } from '../webhooks/payloads.ts';
import { contentOf, findMessage } from './messages.ts';
import type { MessageRow } from './messages.ts';
import { findPhone } from './phones.ts';
import type { Phone } from './phones.ts';

/** A little scatter, since networks have it: statuses of several messages then mix. */
const sentWithinMs = { least: 20, most: 150 };
const deliveredWithinMs = { least: 200, most: 1000 };

/** Sets an accepted message on its way: sent soon, delivered within a second if the phone is on. */
export function startDelivery(
  world: World,
  message: MessageRow,
  options: { failWith: number | undefined; alreadySent: boolean },
): void {
  const now = Date.now();
  if (options.failWith !== undefined) {
    world.store.run('UPDATE message SET error_code = ? WHERE wamid = ?', options.failWith, message.wamid);
    world.due.at(now + between(deliveredWithinMs), 'fail', message.wamid);
    return;
  }
  if (!options.alreadySent) world.due.at(now + between(sentWithinMs), 'sent', message.wamid);
  world.due.at(now + between(deliveredWithinMs), 'delivered', message.wamid);
}

/** Carries out what is due for a message. */
export function advanceDelivery(world: World, kind: DueKind, wamid: string): void {
  const message = findMessage(world, wamid);
  if (!message) return;
  if (kind === 'sent') markSent(world, message);
  if (kind === 'delivered') deliver(world, message);
  if (kind === 'fail') fail(world, message);
  if (kind === 'read') read(world, message);
}

/** Notes the message as sent and returns the status to tell. */
export function sentStatus(world: World, message: MessageRow): JsonObject {
  world.store.run("UPDATE message SET state = 'sent' WHERE wamid = ? AND state = 'accepted'", message.wamid);
  world.hints.tell({ topic: 'phones', digits: message.digits });
  return statusEntry(message, findPhone(world, message.digits), 'sent', Date.now());
}

/** Delivers what waited while a phone was off. */
export function deliverWaiting(world: World, digits: string): void {
  const waiting = world.store.all<MessageRow>(
    "SELECT * FROM message WHERE digits = ? AND sender = 'business' AND state = 'sent' ORDER BY n",
    digits,
  );
  for (const message of waiting) world.due.at(Date.now() + between(sentWithinMs), 'delivered', message.wamid);
}

/** Opens the chat on the phone: everything that has arrived is read, each with its own status. */
export function openChat(world: World, phone: Phone): number {
  const unread = world.store.all<MessageRow>(
    "SELECT * FROM message WHERE digits = ? AND sender = 'business' AND state = 'delivered' ORDER BY n",
    phone.digits,
  );
  for (const message of unread) read(world, message);
  return unread.length;
}

/** Stores and tells what the phone's owner did; the business may then answer freely for a day. */
export function tellInbound(world: World, phone: Phone, message: JsonObject): void {
  world.store.run('UPDATE phone SET last_inbound_at = ? WHERE digits = ?', Date.now(), phone.digits);
  world.webhooks.queue('whatsapp', inboundEntry(phone, message, phone.share_number === 1));
}

function markSent(world: World, message: MessageRow): void {
  if (message.state !== 'accepted') return;
  world.webhooks.queue('whatsapp', sentStatus(world, message));
}

function deliver(world: World, message: MessageRow): void {
  const phone = findPhone(world, message.digits);
  if (
    !phone ||
    phone.online === 0 ||
    message.state === 'read' ||
    message.state === 'delivered' ||
    message.state === 'failed' ||
    message.state === 'dropped'
  )
    return;
  if (isOver(world, message)) return drop(world, message);
  if (message.state === 'accepted') markSent(world, message);
  const skipped = world.faults.takeWebhook(['read_without_delivered']).read_without_delivered === true;
  const at = Date.now();
  if (!skipped) {
    tell(world, message, 'delivered', at);
    world.store.run(
      "UPDATE message SET state = 'delivered', delivered_at = ? WHERE wamid = ?",
      at,
      message.wamid,
    );
    return;
  }
  // The person had the chat open: Meta then tells only that it was read.
  tell(world, message, 'read', at);
  world.store.run("UPDATE message SET state = 'read', read_at = ? WHERE wamid = ?", at, message.wamid);
}

/** Whether the time to live of the template it was made from is over. */
function isOver(world: World, message: MessageRow): boolean {
  const used = contentOf(message).template;
  const ttl = used && findTemplateByName(world, used.name, used.language)?.ttl_seconds;
  return typeof ttl === 'number' && Date.now() > message.at + ttl * 1000;
}

/** Meta drops what it could not deliver in time, and tells nobody. */
function drop(world: World, message: MessageRow): void {
  world.store.run("UPDATE message SET state = 'dropped' WHERE wamid = ?", message.wamid);
  world.acceptance.append('dropped', factOf(message, 'dropped'));
  world.hints.tell({ topic: 'phones', digits: message.digits });
}

function read(world: World, message: MessageRow): void {
  const at = Date.now();
  tell(world, message, 'read', at);
  world.store.run("UPDATE message SET state = 'read', read_at = ? WHERE wamid = ?", at, message.wamid);
}

function fail(world: World, message: MessageRow): void {
  world.store.run("UPDATE message SET state = 'failed' WHERE wamid = ?", message.wamid);
  tell(world, message, 'failed', Date.now());
}

function tell(world: World, message: MessageRow, status: Exclude<StatusName, 'sent'>, at: number): void {
  world.acceptance.append(status, factOf(message, status));
  world.hints.tell({ topic: 'phones', digits: message.digits });
  world.webhooks.queue('whatsapp', statusEntry(message, findPhone(world, message.digits), status, at));
}

function factOf(message: MessageRow, status: StatusName | 'dropped'): JsonObject {
  return {
    wamid: message.wamid,
    to: `+${message.digits}`,
    opaque: message.opaque,
    template: contentOf(message).template?.name,
    code: status === 'failed' ? message.error_code : undefined,
  };
}

function between(range: { least: number; most: number }): number {
  return range.least + Math.random() * (range.most - range.least);
}
