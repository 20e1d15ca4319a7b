import { createHash } from 'node:crypto';
import type { TemplateDefinition } from '#lib/whatsapp/template-definition.ts';
import { storyLink } from '../story-link.ts';
import { languages, textsIn } from './languages.ts';
import {
  blanksOf,
  type NoticeKind,
  type TemplateKind,
  templateKinds,
  type TemplateTexts,
} from './template-texts.ts';
import { ttlSeconds } from './time-to-live.ts';

/** A template of ours in one language. The header's example is added when it is submitted. */
export type OwnTemplate = {
  kind: TemplateKind;
  language: string;
  hasPicture: boolean;
  definition: Omit<TemplateDefinition, 'headerHandle'>;
};

/** Before the hash in every name of ours. */
const ownPrefix = 'storywire_';

/**
 * The whole set for an installation. The name carries a hash of the definition
 * in every language and of the public address: approved texts cannot be
 * changed at will, so another text or another address is another template.
 */
export function templateSet(publicUrl: string): OwnTemplate[] {
  return templateKinds.flatMap((kind) => {
    const bodies = languages.map((language) => ({ language, ...textOf(kind, textsIn(language), publicUrl) }));
    const hash = createHash('sha256').update(JSON.stringify(bodies)).digest('hex').slice(0, 8);
    return bodies.map(({ language, hasPicture, ...definition }) => ({
      kind,
      language,
      hasPicture,
      definition: {
        name: `${ownPrefix}${kind}_${hash}`,
        language: textsIn(language).metaLanguage,
        ...definition,
      },
    }));
  });
}

/** What a template of a kind says, with its picture or without. */
export const noticeOf = (kind: TemplateKind): NoticeKind =>
  kind.endsWith('_plain') ? (kind.slice(0, -'_plain'.length) as NoticeKind) : (kind as NoticeKind);

function textOf(kind: TemplateKind, texts: TemplateTexts, publicUrl: string) {
  const notice = noticeOf(kind);
  const tapped = notice === 'story' || notice === 'rollup' || notice === 'summary';
  return {
    hasPicture: tapped && kind === notice,
    body: bodyOf(notice, texts, publicUrl),
    examples: blanksOf[notice].map((name) => ({ name, text: texts.examples[name] })),
    // Only news can be seen, flagged, or be too much.
    quickReplies: tapped ? [texts.seen, texts.flag, texts.mute] : [],
    ttlSeconds: ttlSeconds[notice],
  };
}

function bodyOf(notice: NoticeKind, texts: TemplateTexts, publicUrl: string): string {
  switch (notice) {
    case 'joined':
      return texts.joined();
    case 'approval':
    case 'alarm':
      return texts[notice](`${publicUrl}/{{path}}`);
    case 'story':
    case 'rollup':
    case 'summary':
    case 'problem':
      return texts[notice](storyLink(publicUrl, '{{code}}'));
  }
}
