import type { MessageChoice } from '#db/schema/messages.ts';
import { listMessage, type ListMessage } from '#lib/whatsapp/list-message.ts';
import { textMessage, type TextMessage } from '#lib/whatsapp/text-message.ts';
import { templateMessage, type TemplateMessage } from '#lib/whatsapp/template-message.ts';
import { buttonPayload } from './button-payload.ts';
import { chooseTemplate, type NoticeKind, type TemplateStanding } from './templates/choose-template.ts';
import { clockTime } from './templates/clock-time.ts';
import { countByRegion } from './templates/count-by-region.ts';
import { textsFor, textsIn } from './templates/languages.ts';
import type { OwnTemplate } from './templates/template-set.ts';
import type { MessageKind } from '../words.ts';

export type ToldStory = { region: string; username: string; code: string; postedAt: Date };

/** Everything that goes into a message. */
export type MessageFacts = {
  messageId: string;
  kind: MessageKind;
  opaqueId: string;
  /** E.164. */
  to: string;
  /** Text of a reply. */
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
  const own = chooseTemplate(set, standings, {
    kind: noticeKind(facts.kind, facts.stories.length),
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
    bodyParameters: Object.entries(blanks(facts, own.language)).map(([blank, text]) => ({
      name: blank,
      text,
    })),
    buttons:
      facts.kind === 'joined'
        ? []
        : [
            { index: 0, payload: buttonPayload('seen', facts.messageId) },
            { index: 1, payload: buttonPayload('mute', facts.messageId) },
          ],
    opaqueId: facts.opaqueId,
  });
  return { body, templateName: name, templateLanguage: language };
}

/**
 * As what a message reads. A roll-up of one story reads as that story; a
 * summary stays a summary, since what it holds may be old and is no news.
 */
export function noticeKind(kind: Exclude<MessageKind, 'reply'>, stories: number): NoticeKind {
  if (kind === 'joined' || kind === 'summary') return kind;
  return stories > 1 ? 'rollup' : 'story';
}

function blanks(facts: MessageFacts, language: string): Record<string, string> {
  if (facts.kind === 'joined') return { team: facts.team };
  const [newest] = facts.stories;
  if (!newest) throw new Error('A notice without a story cannot be written.');
  const common = { code: newest.code, team: facts.team };
  if (facts.kind === 'summary' || facts.stories.length > 1) {
    const counts = countByRegion(
      facts.stories.map(({ region }) => region),
      textsIn(language),
    );
    return { counts, ...common };
  }
  const time = clockTime(newest.postedAt, facts.timeZone, language);
  return { region: newest.region, account: `@${newest.username}`, time, ...common };
}
