import type { MessageChoice } from '#db/schema/messages.ts';
import { listMessage, type ListMessage } from '#lib/whatsapp/list-message.ts';
import { textMessage, type TextMessage } from '#lib/whatsapp/text-message.ts';
import { templateMessage, type TemplateMessage } from '#lib/whatsapp/template-message.ts';
import { buttonActions, buttonPayload } from './button-payload.ts';
import { readAbout } from './notice-about.ts';
import { chooseTemplate } from './templates/choose-template.ts';
import { clockTime } from './templates/clock-time.ts';
import { countByRegion } from './templates/count-by-region.ts';
import { fillBlank } from './templates/fill-blank.ts';
import { textsFor, textsIn } from './templates/languages.ts';
import type { OwnTemplate } from './templates/template-set.ts';
import type { TemplateStanding } from './templates/template-standing.ts';
import { type Blank, blanksOf, type NoticeKind } from './templates/template-texts.ts';
import { type BuzzKind, isBuzz, type MessageKind } from '../words.ts';

export type ToldStory = { region: string; username: string; code: string; postedAt: Date };

/** Everything that goes into a message. */
export type MessageFacts = {
  messageId: string;
  kind: MessageKind;
  opaqueId: string;
  /** E.164. */
  to: string;
  /** Text of a reply; what a problem, approval or alarm is about, as `writeAbout` wrote it. NULL for the others. */
  body: string | null;
  /** Lines that a reply is answered with. NULL: plain text. */
  choices: readonly MessageChoice[] | null;
  /** The reader's home region. */
  team: string;
  timeZone: string;
  /** BCP 47. */
  language: string;
  /** Newest first. */
  stories: readonly ToldStory[];
  /** Upload of the newest story's picture. NULL: goes without. */
  headerMediaId: string | null;
};

export type BuiltMessage = {
  body: TextMessage | ListMessage | TemplateMessage;
  templateName: string | null;
  templateLanguage: string | null;
};

/**
 * Writes a message in Meta's words. A roll-up that holds a single story reads
 * as that story.
 * @returns undefined when no approved template fits: the message waits
 */
export function buildMessage(
  facts: MessageFacts,
  set: readonly OwnTemplate[],
  standings: readonly TemplateStanding[],
): BuiltMessage | undefined {
  if (facts.kind === 'reply') {
    const said = { to: facts.to, body: facts.body ?? '', opaqueId: facts.opaqueId };
    const body =
      facts.choices === null
        ? textMessage(said)
        : listMessage({ ...said, button: textsFor(facts.language).chooseStory, rows: facts.choices });
    return { body, templateName: null, templateLanguage: null };
  }
  const notice = noticeKind(facts.kind, facts.stories.length);
  const own = chooseTemplate(set, standings, {
    kind: notice,
    picture: facts.headerMediaId !== null,
    wantedLanguage: facts.language,
  });
  if (!own) return undefined;
  const { name, language } = own.definition;
  const body = templateMessage({
    to: facts.to,
    name,
    language,
    headerMediaId: own.hasPicture ? (facts.headerMediaId ?? undefined) : undefined,
    bodyParameters: filled(notice, { ...facts, language: own.language }),
    buttons: isBuzz(facts.kind)
      ? buttonActions.map((action, index) => ({ index, payload: buttonPayload(action, facts.messageId) }))
      : [],
    opaqueId: facts.opaqueId,
  });
  return { body, templateName: name, templateLanguage: language };
}

/**
 * As what a message reads. A roll-up of one story reads as that story; a
 * summary stays a summary, since what it holds may be old and is no news.
 */
export function noticeKind(kind: BuzzKind, stories: number): BuzzKind;
export function noticeKind(kind: Exclude<MessageKind, 'reply'>, stories: number): NoticeKind;
export function noticeKind(kind: Exclude<MessageKind, 'reply'>, stories: number): NoticeKind {
  if (!isBuzz(kind) || kind === 'summary') return kind;
  return stories > 1 ? 'rollup' : 'story';
}

/** The blanks of a notice, filled. @param facts with the language of the text, not the reader's */
function filled(notice: NoticeKind, facts: MessageFacts): { name: Blank; text: string }[] {
  const texts = textsIn(facts.language);
  const words = wordsFor(notice, facts);
  return blanksOf[notice].map((name) => {
    const text = words[name];
    if (text === undefined) throw new Error(`Nothing fills ${name} of a ${notice} message.`);
    return { name, text: fillBlank(name, text, texts) };
  });
}

function wordsFor(notice: NoticeKind, facts: MessageFacts): Partial<Record<Blank, string>> {
  switch (notice) {
    case 'joined':
      return { team: facts.team };
    case 'problem': {
      const { whoTeam, username, ...about } = readAbout(notice, facts.body);
      return { ...about, who_team: whoTeam, account: `@${username}` };
    }
    case 'approval': {
      const { username, ...about } = readAbout(notice, facts.body);
      return { ...about, account: `@${username}` };
    }
    case 'alarm':
      return readAbout(notice, facts.body);
    case 'story':
    case 'rollup':
    case 'summary':
      return newsWords(facts);
  }
}

function newsWords(facts: MessageFacts): Partial<Record<Blank, string>> {
  const [newest] = facts.stories;
  if (!newest) throw new Error('A notice without a story cannot be written.');
  const regions = facts.stories.map(({ region }) => region);
  return {
    region: newest.region,
    account: `@${newest.username}`,
    time: clockTime(newest.postedAt, facts.timeZone, facts.language),
    counts: countByRegion(regions, textsIn(facts.language)),
    code: newest.code,
    team: facts.team,
  };
}
