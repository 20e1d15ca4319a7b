import type { Transaction } from '#db/client.ts';
import { queueReply } from '../../messages/commands/queue-messages.ts';
import type { ToldStoryRow } from '../../messages/queries/told-stories.ts';
import { storyChoices } from '../../messages/story-choices.ts';
import { storyLink } from '../../messages/story-link.ts';
import { textsFor } from '../../messages/templates/languages.ts';
import type { ReplyBlanks, ReplyKind, StoryReplyKind } from '../../messages/templates/template-texts.ts';
import type { HolderFacts } from '../queries.ts';
import type { InboundItem } from '../webhook-item.ts';

/** Something that the phone of a work number sent, with what acting on it needs. The number's row is held. */
export type HolderInbound = {
  tx: Transaction;
  item: InboundItem;
  numberId: string;
  facts: HolderFacts;
  /** Under which Storywire is reached, without a slash at the end. */
  publicUrl: string;
  now: Date;
};

/** Answers with a line that is about no story. */
export async function answer(
  { tx, item, numberId, facts }: HolderInbound,
  kind: Exclude<ReplyKind, StoryReplyKind>,
): Promise<void> {
  const body = textsFor(facts.language).replies[kind]({ team: facts.team, brand: facts.brand });
  await queueReply(tx, { numberId, body, inboundWamid: item.wamid, phoneNumberId: item.phoneNumberId });
}

/** Answers with a line that names a story, and its link. */
export async function answerWithStory(
  { tx, item, numberId, facts, publicUrl }: HolderInbound,
  kind: StoryReplyKind,
  told: ToldStoryRow,
): Promise<void> {
  const blanks: ReplyBlanks[StoryReplyKind] = {
    team: facts.team,
    brand: facts.brand,
    region: told.region,
    account: `@${told.username}`,
    link: storyLink(publicUrl, told.code),
  };
  const body = textsFor(facts.language).replies[kind](blanks);
  await queueReply(tx, { numberId, body, inboundWamid: item.wamid, phoneNumberId: item.phoneNumberId });
}

/** Asks which of several stories is meant. */
export async function askWhich(
  { tx, item, numberId, facts }: HolderInbound,
  kind: 'noteWhich' | 'flagWhich',
  stories: readonly ToldStoryRow[],
  idOf: (told: ToldStoryRow) => string,
): Promise<void> {
  const body = textsFor(facts.language).replies[kind]({ team: facts.team, brand: facts.brand });
  await queueReply(tx, {
    numberId,
    body,
    choices: storyChoices(stories, idOf, facts),
    inboundWamid: item.wamid,
    phoneNumberId: item.phoneNumberId,
  });
}
