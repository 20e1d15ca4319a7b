import type { Transaction } from '#db/client.ts';
import { readButtonPayload } from '../../messages/button-payload.ts';
import { markSeen } from '../../messages/commands/mark-seen.ts';
import { isAnswered, queueReply } from '../../messages/commands/queue-messages.ts';
import { findSender } from '../../messages/queries/senders.ts';
import { textsFor } from '../../messages/templates/languages.ts';
import type { ReplyKind } from '../../messages/templates/template-texts.ts';
import {
  joinByCode,
  muteNumber,
  optOutNumber,
  recordInbound,
  rejoinNumber,
} from '../../numbers/commands/from-phone.ts';
import { type JoinedByRegion, joinByRegionCode } from '../../numbers/commands/join-by-region-code.ts';
import { readJoinCode } from '../../numbers/join-code.ts';
import { findNumberBySenderIds } from '../../numbers/queries/find-number.ts';
import { readSignIn } from '../../people/sign-in-words.ts';
import { getHolderFacts } from '../queries.ts';
import { readControlWord } from '../read-words.ts';
import type { InboundItem } from '../webhook-item.ts';
import { applySignIn } from './apply-sign-in.ts';

const muteForMs = 24 * 60 * 60_000;

/**
 * Does what a phone asks for, by the first that fits: a join code, a code of
 * the sign-in page, a word to leave or to come back, a tap. Whatever else it sends opens the window for
 * free text and is kept by nobody yet. What was answered before is passed over,
 * as Meta repeats.
 * @returns the message that it was about, when it changed how that is shown
 */
export async function applyInbound(tx: Transaction, item: InboundItem): Promise<string | undefined> {
  if (!(await findSender(tx, item.phoneNumberId)) || (await isAnswered(tx, item.wamid))) return undefined;
  const { content, at, from } = item;
  const code = content.type === 'text' ? readJoinCode(content.body) : undefined;
  if (code !== undefined && content.type === 'text') {
    const joined = await join(tx, item, { code, words: content.body });
    if (joined === 'refused') return undefined;
    if (joined) {
      await reply(tx, item, joined.id, joined.state === 'paused' ? 'paused' : 'joined');
      return undefined;
    }
  }
  const holder = await findNumberBySenderIds(tx, from);
  if (!holder) return undefined;
  await recordInbound(tx, { numberId: holder.id, at, ...from });
  switch (content.type) {
    case 'text': {
      const signInCode = readSignIn(content.body);
      if (signInCode === undefined) await applyWord(tx, item, holder.id, content.body);
      else await applySignIn(tx, item, holder.id, signInCode);
      return undefined;
    }
    case 'button':
      return applyTap(tx, item, holder.id, content.payload);
    case 'interactive':
      return applyTap(tx, item, holder.id, content.id);
    case 'other':
      return undefined;
  }
}

/** By the code made for one number, or else by that of a region's join link. */
async function join(
  tx: Transaction,
  { at, from, profileName }: InboundItem,
  sent: { code: string; words: string },
): Promise<JoinedByRegion> {
  return (
    (await joinByCode(tx, { ...sent, at, ...from })) ??
    (await joinByRegionCode(tx, { ...sent, at, profileName, ...from }))
  );
}

async function applyWord(tx: Transaction, item: InboundItem, numberId: string, body: string): Promise<void> {
  const word = readControlWord(body);
  if (word === 'stop') {
    // Whoever has come back since, by Meta's clock, is neither put out again nor answered.
    if (await optOutNumber(tx, { numberId, at: item.at })) await reply(tx, item, numberId, 'stopped');
  }
  if (word === 'start') {
    const row = await rejoinNumber(tx, { numberId, words: body, at: item.at });
    // An admin's pause or an open invitation stays, and saying otherwise would be untrue.
    if (row?.state !== 'active') return;
    if (row.mutedUntil !== null) await muteNumber(tx, { numberId, until: null });
    await reply(tx, item, numberId, 'started');
  }
}

async function applyTap(
  tx: Transaction,
  item: InboundItem,
  numberId: string,
  payload: string,
): Promise<string | undefined> {
  const tap = readButtonPayload(payload);
  if (!tap) return undefined;
  if (tap.action === 'mute') {
    await muteNumber(tx, { numberId, until: new Date(item.at.getTime() + muteForMs) });
    await reply(tx, item, numberId, 'muted');
    return undefined;
  }
  const marked = await markSeen(tx, { messageId: tap.messageId, numberId, at: item.at });
  return marked ? tap.messageId : undefined;
}

async function reply(tx: Transaction, item: InboundItem, numberId: string, kind: ReplyKind): Promise<void> {
  const { language, team, brand } = await getHolderFacts(tx, numberId);
  const body = textsFor(language).replies[kind]({ team, brand });
  await queueReply(tx, { numberId, body, inboundWamid: item.wamid, phoneNumberId: item.phoneNumberId });
}
