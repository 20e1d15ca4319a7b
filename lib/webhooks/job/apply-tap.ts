import { addFlagFromPhone } from '../../flags/commands/add-flag-from-phone.ts';
import { readButtonPayload } from '../../messages/button-payload.ts';
import { choiceId, readChoiceId } from '../../messages/choice-id.ts';
import { markSeen } from '../../messages/commands/mark-seen.ts';
import {
  findMessageByWamid,
  findToldStory,
  listStoriesOfMessage,
  type ToldStoryRow,
} from '../../messages/queries/told-stories.ts';
import { placeNotes } from '../../notes/commands/place-notes.ts';
import { muteNumber } from '../../numbers/commands/from-phone.ts';
import { markStoriesSeen } from '../../seen/commands/mark-stories-seen.ts';
import { answer, answerWithStory, askWhich, type HolderInbound } from './holder-inbound.ts';

const muteForMs = 24 * 60 * 60_000;

/**
 * Does what a tap asks for: one of our buttons, or a line of one of our lists.
 * @returns the message that it was about, when it changed how that is shown
 */
export async function applyTap(inbound: HolderInbound, payload: string): Promise<string | undefined> {
  const tap = readButtonPayload(payload);
  if (!tap) {
    await applyChoice(inbound, payload);
    return undefined;
  }
  switch (tap.action) {
    case 'seen':
      return applySeen(inbound, tap.messageId);
    case 'flag':
      await applyFlag(inbound, tap.messageId);
      return undefined;
    case 'mute': {
      const { tx, item, numberId } = inbound;
      await muteNumber(tx, { numberId, until: new Date(item.at.getTime() + muteForMs) });
      await answer(inbound, 'muted');
      return undefined;
    }
  }
}

/** A sign put on one of our messages says that it was seen; taking it away says nothing. */
export async function applyReaction(
  inbound: HolderInbound,
  { wamid, emoji }: { wamid: string | null; emoji: string | null },
): Promise<string | undefined> {
  if (wamid === null || emoji === null) return undefined;
  const { tx, numberId } = inbound;
  const messageId = await findMessageByWamid(tx, { wamid, numberId });
  return messageId === undefined ? undefined : applySeen(inbound, messageId);
}

async function applySeen(
  { tx, item, numberId, facts }: HolderInbound,
  messageId: string,
): Promise<string | undefined> {
  const marked = await markSeen(tx, { messageId, numberId, at: item.at });
  if (!marked) return undefined;
  if (facts.mayAct) await markStoriesSeen(tx, { messageId, numberId, at: item.at });
  return messageId;
}

/** Flags the story of a message; where it carries several, it is asked which is meant. */
async function applyFlag(inbound: HolderInbound, messageId: string): Promise<void> {
  const { tx, numberId, facts } = inbound;
  if (!facts.mayAct) return;
  const stories = await listStoriesOfMessage(tx, { messageId, numberId });
  const [only, another] = stories;
  if (!only) return;
  if (another)
    return askWhich(inbound, 'flagWhich', stories, ({ storyId }) => choiceId({ act: 'flag', storyId }));
  await flagStory(inbound, only);
}

async function applyChoice(inbound: HolderInbound, id: string): Promise<void> {
  const { tx, numberId, facts } = inbound;
  const choice = readChoiceId(id);
  if (!choice || !facts.mayAct) return;
  const told = await findToldStory(tx, { storyId: choice.storyId, numberId });
  if (!told) return;
  if (choice.act === 'flag') return flagStory(inbound, told);
  const placedOn = await placeNotes(tx, { noteId: choice.noteId, numberId, storyId: told.storyId });
  if (placedOn === undefined) return;
  // Picked again, and differently: it is said where the note is, and it stays there.
  const where = placedOn === told.storyId ? told : await findToldStory(tx, { storyId: placedOn, numberId });
  if (where) await answerWithStory(inbound, 'noted', where);
}

async function flagStory(inbound: HolderInbound, told: ToldStoryRow): Promise<void> {
  const { tx, numberId, facts } = inbound;
  const { homeRegionId: regionId, userId } = facts;
  await addFlagFromPhone(tx, { storyId: told.storyId, regionId, kind: 'repost', numberId, userId });
  await answerWithStory(inbound, 'flagged', told);
}
