import { countTry } from '../../auth/rate-limit.ts';
import { keyring } from '../../keyring.ts';
import { choiceId } from '../../messages/choice-id.ts';
import { inboundHash } from '../../messages/inbound-hash.ts';
import {
  type AskedQuestion,
  findMessageByWamid,
  findToldStory,
  listAsked,
  listStoriesOfMessage,
  listStoriesTold,
  type ToldStoryRow,
} from '../../messages/queries/told-stories.ts';
import { keepNote } from '../../notes/commands/keep-note.ts';
import { findInRun } from '../../notes/queries/find-in-run.ts';
import { answer, answerWithStory, askWhich, type HolderInbound } from './holder-inbound.ts';

/**
 * Makes a note of what somebody wrote: on the story that is answered, or on
 * the only one that it can be about. Where there are several it is asked
 * which; where there are none, it is kept without one. Words of whoever has
 * left are kept and not answered.
 */
export async function applyWords(inbound: HolderInbound, body: string): Promise<void> {
  const words = body.trim();
  if (words === '' || !inbound.facts.mayAct) return;
  const { stories, answered } = await listCandidates(inbound);
  const [only, another] = stories;
  if (only && !another) return noteOn(inbound, only, words);
  const asked = await findAsked(inbound, answered ? stories : undefined);
  if (asked?.storyId) {
    const told = await findToldStory(inbound.tx, { storyId: asked.storyId, numberId: inbound.numberId });
    if (told) return noteOn(inbound, told, words);
  }
  const noteId = await keep(inbound, null, words);
  if (noteId === undefined || asked || isSilent(inbound)) return;
  if (stories.length === 0) return sayKept(inbound);
  await askWhich(inbound, 'noteWhich', stories, ({ storyId }) => choiceId({ act: 'note', noteId, storyId }));
}

/** The stories of the message that is answered, or else what was told of late. */
async function listCandidates({
  tx,
  item,
  numberId,
}: HolderInbound): Promise<{ stories: ToldStoryRow[]; answered: boolean }> {
  const messageId =
    item.replyTo === null ? undefined : await findMessageByWamid(tx, { wamid: item.replyTo, numberId });
  const stories = messageId === undefined ? [] : await listStoriesOfMessage(tx, { messageId, numberId });
  if (stories.length > 0) return { stories, answered: true };
  return { stories: await listStoriesTold(tx, { numberId, before: item.at }), answered: false };
}

/**
 * The note for which it was asked a few minutes ago or later, by a question
 * that covers these words as well.
 * @param stories of the message that is answered: a question about others does not cover it
 */
async function findAsked(
  { tx, item, numberId }: HolderInbound,
  stories: readonly ToldStoryRow[] | undefined,
): Promise<{ id: string; storyId: string | null } | undefined> {
  const questions = await listAsked(tx, numberId);
  const covering = stories ? questions.filter((each) => isAbout(each, stories)) : questions;
  return findInRun(tx, { numberId, noteIds: covering.map(({ noteId }) => noteId), at: item.at });
}

const isAbout = ({ storyIds }: AskedQuestion, stories: readonly ToldStoryRow[]) =>
  storyIds.length === stories.length && stories.every(({ storyId }) => storyIds.includes(storyId));

async function noteOn(inbound: HolderInbound, told: ToldStoryRow, words: string): Promise<void> {
  const kept = await keep(inbound, told.storyId, words);
  if (kept !== undefined && !isSilent(inbound)) await answerWithStory(inbound, 'noted', told);
}

async function keep(
  { tx, item, numberId, facts }: HolderInbound,
  storyId: string | null,
  words: string,
): Promise<string | undefined> {
  return keepNote(tx, {
    storyId,
    words,
    numberId,
    userId: facts.userId,
    regionId: facts.homeRegionId,
    inboundHash: inboundHash(keyring(), item.wamid),
    at: item.at,
  });
}

/** Several in a row get one line. */
async function sayKept(inbound: HolderInbound): Promise<void> {
  const { tx, numberId } = inbound;
  if ((await countTry(tx, { what: 'noteKeptLine', key: numberId })).over) return;
  await answer(inbound, 'noteKept');
}

const isSilent = ({ facts }: HolderInbound) => facts.state === 'opted_out';
