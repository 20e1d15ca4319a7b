import type { TemplateState } from '../../words.ts';
import { languageChain } from './languages.ts';
import type { OwnTemplate } from './template-set.ts';
import type { TemplateKind } from './template-texts.ts';

/** Where each of our templates stands with Meta, by name and Meta's language code. */
export type TemplateStanding = { name: string; language: string; state: TemplateState };

/** What a template message says. */
export type NoticeKind = 'story' | 'rollup' | 'summary' | 'joined';

/**
 * The template to send, in the best language that Meta has approved; what is
 * not approved is never sent. While the one with the picture is still being
 * looked at, its messages wait; once Meta has turned it down, they go without.
 * @param wantedLanguage BCP 47
 * @returns undefined when the message has to wait
 */
export function chooseTemplate(
  set: readonly OwnTemplate[],
  standings: readonly TemplateStanding[],
  { kind, picture, wantedLanguage }: { kind: NoticeKind; picture: boolean; wantedLanguage: string },
): OwnTemplate | undefined {
  const chain = languageChain(wantedLanguage);
  const stateOf = (own: OwnTemplate) =>
    standings.find(
      ({ name, language }) => name === own.definition.name && language === own.definition.language,
    )?.state;
  const inChain = (wanted: TemplateKind) =>
    chain.flatMap((language) => set.find((own) => own.kind === wanted && own.language === language) ?? []);
  const approved = (wanted: TemplateKind) => inChain(wanted).find((own) => stateOf(own) === 'approved');
  if (kind === 'joined') return approved(kind);
  const plain = `${kind}_plain` as const;
  if (!picture) return approved(plain);
  const turnedDown = inChain(kind).every((own) =>
    ['rejected', 'paused', 'disabled'].includes(stateOf(own) ?? 'missing'),
  );
  return approved(kind) ?? (turnedDown ? approved(plain) : undefined);
}
