/** The families of other scripts, each with what it is needed for. */
const scripts = [
  { family: 'Noto Sans Arabic Variable', needs: /\p{Script=Arabic}/u },
  { family: 'Noto Sans Hebrew Variable', needs: /\p{Script=Hebrew}/u },
  { family: 'Noto Sans Thai Variable', needs: /\p{Script=Thai}/u },
  { family: 'Noto Sans Devanagari Variable', needs: /\p{Script=Devanagari}/u },
] as const;
const emoji = /\p{Emoji_Presentation}|\p{Emoji}\uFE0F|\p{Emoji}\u20E3/u;

/** Signs that Chinese, Japanese and Korean share look different in each; fullwidth punctuation goes with them. */
const eastAsian =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\u3000-\u303F\uFF00-\uFFEF]/u;
const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const eastAsianOnes = ['Noto Sans JP Variable', 'Noto Sans KR Variable', 'Noto Sans SC Variable'] as const;
const emojiFamily = 'Noto Color Emoji';
const hangul = /\p{Script=Hangul}/u;

/** All that fontStack can name besides the wanted family. */
export const scriptFamilies: readonly string[] = [
  ...scripts.map(({ family }) => family),
  ...eastAsianOnes,
  emojiFamily,
];

/**
 * The families in which a text is drawn, the wanted one first, those of the
 * scripts that occur in it next, emoji last. Only those that are needed: a
 * browser fetches a file for every family of the list that has a letter of the
 * text, whether an earlier one had it as well.
 * @param language of the region, BCP 47: which signs a text of Han alone is drawn with
 */
export function fontStack(
  family: string,
  { text, language }: { text: string; language: string },
): readonly string[] {
  return [
    family,
    ...scripts.flatMap((script) => (script.needs.test(text) ? [script.family] : [])),
    ...(eastAsian.test(text) ? eastAsianFamilies(text, language) : []),
    ...(emoji.test(text) ? [emojiFamily] : []),
  ];
}

function eastAsianFamilies(text: string, language: string): string[] {
  const [jp, kr, sc] = eastAsianOnes;
  if (kana.test(text)) return hangul.test(text) ? [jp, kr] : [jp];
  if (hangul.test(text)) return [kr];
  if (/^ja\b/i.test(language)) return [jp, sc];
  return /^ko\b/i.test(language) ? [kr, sc] : [sc];
}
