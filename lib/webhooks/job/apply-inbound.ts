import type { Transaction } from '#db/client.ts';
import { isAnswered } from '../../messages/commands/queue-messages.ts';
import { findSender } from '../../messages/queries/senders.ts';
import {
  joinByCode,
  muteNumber,
  optOutNumber,
  recordInbound,
  rejoinNumber,
} from '../../numbers/commands/from-phone.ts';
import { type JoinedByRegion, joinByRegionCode } from '../../numbers/commands/join-by-region-code.ts';
import { noteUnknownSender } from '../../numbers/commands/note-unknown-sender.ts';
import { isSurelyJoinCode, readJoinCode } from '../../numbers/join-code.ts';
import { findNumberBySenderIds } from '../../numbers/queries/find-number.ts';
import { readSignIn } from '../../people/sign-in-words.ts';
import { getHolderFacts } from '../queries.ts';
import { readControlWord } from '../read-words.ts';
import type { InboundItem } from '../webhook-item.ts';
import { applySignIn } from './apply-sign-in.ts';
import { applyStranger } from './apply-stranger.ts';
import { applyReaction, applyTap } from './apply-tap.ts';
import { applyUnreadable } from './apply-unreadable.ts';
import { applyWords } from './apply-words.ts';
import { answer, type HolderInbound } from './holder-inbound.ts';

/** What acting on a message of a phone needs besides the database. */
export type InboundOptions = { publicUrl: string; now: Date };

/**
 * Does what a phone asks for, by the first that fits: a join code, a code of
 * the sign-in page, a word to leave or to come back, a tap, an answer to one of
 * our messages, bare words. Whatever it sends opens the window for free text.
 * Whoever is none of the work numbers is listed for the admins, and told in one line what the number is for.
 * What was dealt with before is passed over, as Meta repeats.
 * @returns the message that it was about, when it changed how that is shown
 */
export async function applyInbound(
  tx: Transaction,
  item: InboundItem,
  options: InboundOptions,
): Promise<string | undefined> {
  if (!(await findSender(tx, item.phoneNumberId)) || (await isAnswered(tx, item.wamid))) return undefined;
  const { content, at, from } = item;
  const code = content.type === 'text' ? readJoinCode(content.body) : undefined;
  if (code !== undefined && content.type === 'text') {
    const joined = await join(tx, item, { code, words: content.body });
    if (joined === 'refused') return undefined;
    if (joined) {
      const kind = joined.state === 'paused' ? 'paused' : 'joined';
      await answer(await inboundOf(tx, item, joined.id, options), kind);
      return undefined;
    }
  }
  const holder = await findNumberBySenderIds(tx, from);
  if (!holder) {
    const noted = await noteUnknownSender(tx, { ...from, profileName: item.profileName, at });
    if (noted) await applyStranger(tx, item, { noted, now: options.now });
    return undefined;
  }
  if (!(await recordInbound(tx, { numberId: holder.id, at, ...from }))) return undefined;
  // The number's row is held now: whoever works through a repeat at the same moment has finished.
  if (await isAnswered(tx, item.wamid)) return undefined;
  return applyOfHolder(await inboundOf(tx, item, holder.id, options));
}

async function applyOfHolder(inbound: HolderInbound): Promise<string | undefined> {
  const { content } = inbound.item;
  switch (content.type) {
    case 'text':
      await applyText(inbound, content.body);
      return undefined;
    case 'button':
      return applyTap(inbound, content.payload);
    case 'interactive':
      return applyTap(inbound, content.id);
    case 'reaction':
      return applyReaction(inbound, content);
    case 'other':
      await applyUnreadable(inbound, content.name);
      return undefined;
  }
}

const inboundOf = async (
  tx: Transaction,
  item: InboundItem,
  numberId: string,
  options: InboundOptions,
): Promise<HolderInbound> => ({ tx, item, numberId, facts: await getHolderFacts(tx, numberId), ...options });

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

async function applyText(inbound: HolderInbound, body: string): Promise<void> {
  const { tx, item, numberId } = inbound;
  const signInCode = readSignIn(body);
  if (signInCode !== undefined) return applySignIn(tx, item, numberId, signInCode);
  const word = readControlWord(body);
  if (word === undefined) {
    // A code that joins nobody any more is no note.
    return isSurelyJoinCode(body) ? undefined : applyWords(inbound, body);
  }
  if (word === 'stop') {
    // Whoever has come back since, by Meta's clock, is neither put out again nor answered.
    if (await optOutNumber(tx, { numberId, at: item.at })) await answer(inbound, 'stopped');
    return;
  }
  const row = await rejoinNumber(tx, { numberId, words: body, at: item.at });
  // An admin's pause or an open invitation stays, and saying otherwise would be untrue.
  if (row?.state !== 'active') return;
  if (row.mutedUntil !== null) await muteNumber(tx, { numberId, until: null });
  await answer(inbound, 'started');
}
