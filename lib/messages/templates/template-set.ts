import { createHash } from 'node:crypto';
import type { TemplateDefinition } from '#lib/whatsapp/template-definition.ts';
import { languages, textsIn } from './languages.ts';
import { storyLink } from '../story-link.ts';
import { type TemplateKind, templateKinds, type TemplateTexts } from './template-texts.ts';

/** A template of ours in one language. The header's example is added when it is submitted. */
export type OwnTemplate = {
  kind: TemplateKind;
  language: string;
  hasPicture: boolean;
  definition: Omit<TemplateDefinition, 'headerHandle'>;
};

/**
 * The whole set for an installation. The name carries a hash of the definition
 * in every language and of the public address: approved texts cannot be
 * changed at will, so another text or another address is another template.
 */
export function templateSet(publicUrl: string): OwnTemplate[] {
  return templateKinds.flatMap((kind) => {
    const bodies = languages.map((language) => ({ language, ...textOf(kind, textsIn(language), publicUrl) }));
    const hash = createHash('sha256').update(JSON.stringify(bodies)).digest('hex').slice(0, 8);
    return bodies.map(({ language, ...text }) => ({
      kind,
      language,
      hasPicture: text.hasPicture,
      definition: {
        name: `storywire_${kind}_${hash}`,
        language: textsIn(language).metaLanguage,
        body: text.body,
        examples: text.examples,
        quickReplies: text.quickReplies,
      },
    }));
  });
}

function textOf(kind: TemplateKind, texts: TemplateTexts, publicUrl: string) {
  const { body, examples } = wordsOf(kind, texts, storyLink(publicUrl, '{{code}}'));
  return {
    hasPicture: kind === 'story' || kind === 'rollup' || kind === 'summary',
    body,
    examples: Object.entries(examples).map(([name, text]) => ({ name, text })),
    // There is nothing yet to have seen, or to mute.
    quickReplies: kind === 'joined' ? [] : [texts.seen, texts.mute],
  };
}

function wordsOf(kind: TemplateKind, texts: TemplateTexts, link: string) {
  switch (kind) {
    case 'story':
    case 'story_plain':
      return { body: texts.story(link), examples: texts.storyExamples };
    case 'rollup':
    case 'rollup_plain':
      return { body: texts.rollup(link), examples: texts.rollupExamples };
    case 'summary':
    case 'summary_plain':
      return { body: texts.summary(link), examples: texts.rollupExamples };
    case 'joined':
      return { body: texts.joined(), examples: texts.joinedExamples };
  }
}
