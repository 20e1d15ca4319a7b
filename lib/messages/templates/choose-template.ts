import { isBuzz } from '../../words.ts';
import { languageChain } from './languages.ts';
import { isSendable, isTurnedDown, type TemplateStanding } from './template-standing.ts';
import type { OwnTemplate } from './template-set.ts';
import type { NoticeKind, TemplateKind } from './template-texts.ts';

/**
 * The template to send, in the best language that Meta has approved; what is
 * not approved as utility is never sent. While the one with the picture is
 * still being looked at, its messages wait; once Meta has turned it down, they
 * go without. Templates of an earlier text or address are not in the set, and
 * so are never fallen back on: their links lead to where nobody answers.
 * @param wantedLanguage BCP 47
 * @returns undefined when the message has to wait
 */
export function chooseTemplate(
  set: readonly OwnTemplate[],
  standings: readonly TemplateStanding[],
  { kind, picture, wantedLanguage }: { kind: NoticeKind; picture: boolean; wantedLanguage: string },
): OwnTemplate | undefined {
  const chain = languageChain(wantedLanguage);
  const standingOf = ({ definition }: OwnTemplate) =>
    standings.find(({ name, language }) => name === definition.name && language === definition.language);
  const inChain = (wanted: TemplateKind) =>
    chain.flatMap((language) => set.find((own) => own.kind === wanted && own.language === language) ?? []);
  const sendable = (wanted: TemplateKind) => inChain(wanted).find((own) => isSendable(standingOf(own)));
  if (!isBuzz(kind)) return sendable(kind);
  const plain = `${kind}_plain` as const;
  if (!picture) return sendable(plain);
  const turnedDown = inChain(kind).every((own) => isTurnedDown(standingOf(own)));
  return sendable(kind) ?? (turnedDown ? sendable(plain) : undefined);
}
