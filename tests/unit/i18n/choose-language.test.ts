import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseLanguage } from '#lib/i18n/choose-language.ts';
import { fatalWords, fatalWordsFor } from '#lib/i18n/fatal-words.ts';
import { languages, languageTags } from '#lib/i18n/languages.ts';

describe('the language of a page', () => {
  it.each([
    ['pt-BR', 'fr', 'pt-BR'],
    ['ar', null, 'ar'],
    [undefined, 'fr-CA,fr;q=0.9,en;q=0.8', 'fr'],
    [undefined, 'pt-PT', 'pt-BR'],
    [undefined, 'pt', 'pt-BR'],
    [undefined, 'es-419, fr;q=0.9', 'es'],
    [undefined, 'EN-us', 'en'],
    [undefined, 'fr;q=0.3, ja;q=0.7', 'ja'],
    [undefined, 'ja ; q=0.5 , ar ; q=0.6', 'ar'],
    [undefined, 'nl, fr;q=0.2', 'fr'],
    [undefined, 'fr;q=0, es;q=0.1', 'es'],
    [undefined, 'fr;q=high, es;q=0.1', 'es'],
    [undefined, '*', 'en'],
    [undefined, '', 'en'],
    [undefined, null, 'en'],
    ['', 'ja', 'ja'],
    ['PT-br', 'ja', 'ja'],
    ['constructor', null, 'en'],
  ])('with the choice %j and the browser asking for %j is %s', (cookie, header, language) => {
    expect(chooseLanguage(cookie, header)).toBe(language);
  });

  it('is one of ours whatever comes from outside', () => {
    fc.assert(
      fc.property(
        fc.option(fc.string(), { nil: undefined }),
        fc.string({ maxLength: 2_000 }),
        (cookie, header) => {
          expect(languageTags).toContain(chooseLanguage(cookie, header));
        },
      ),
    );
  });

  it('is not looked for in a header without end', () => {
    expect(chooseLanguage(undefined, `${'nl,'.repeat(10_000)}fr`)).toBe('en');
  });
});

describe('each language', () => {
  it.each(languageTags.map((tag) => [tag, languages[tag]] as const))(
    '%s reads as the platform knows it to, under its own name',
    (tag, { name, direction, locale }) => {
      const own = new Intl.DisplayNames(tag, { type: 'language', languageDisplay: 'standard' }).of(tag) ?? '';
      expect(name.toLocaleLowerCase(tag)).toBe(own.toLocaleLowerCase(tag));
      expect(direction).toBe(new Intl.Locale(tag).maximize().script === 'Arab' ? 'rtl' : 'ltr');
      expect(new Intl.Locale(locale).language).toBe(new Intl.Locale(tag).language);
      expect(Intl.DateTimeFormat.supportedLocalesOf(locale)).toHaveLength(1);
      expect(new Intl.NumberFormat(locale).format(1_234_567)).toMatch(/^1\D?234\D?567$/);
    },
  );
});

it.each([
  [undefined, ['ja-JP', 'en'], 'ja', 'ltr'],
  ['ar', ['de'], 'ar', 'rtl'],
  ['nonsense', [], 'en', 'ltr'],
])('the last error page, chosen %s and wanted %s, speaks %s', (chosen, wanted, language, direction) => {
  const spoken = fatalWordsFor(chosen, wanted);
  expect(spoken).toMatchObject({ language, direction, words: fatalWords[spoken.language] });
});
