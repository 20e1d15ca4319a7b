import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { createTranslator } from 'next-intl';
import { describe, expect, it } from 'vitest';
import { fatalWords } from '#lib/i18n/fatal-words.ts';
import { type LanguageTag, languages, languageTags } from '#lib/i18n/languages.ts';
import ar from '#lib/i18n/messages/ar.json';
import de from '#lib/i18n/messages/de.json';
import english from '#lib/i18n/messages/en.json';
import es from '#lib/i18n/messages/es.json';
import fr from '#lib/i18n/messages/fr.json';
import ja from '#lib/i18n/messages/ja.json';
import ptBR from '#lib/i18n/messages/pt-BR.json';
import { languages as spokenOnWhatsApp } from '#lib/messages/templates/languages.ts';

const files: Record<LanguageTag, object> = {
  en: english,
  es,
  'pt-BR': ptBR,
  fr,
  de,
  ja,
  ar,
};
const wordsIn = (tag: LanguageTag) => leaves(files[tag]);
const others = languageTags.filter((tag) => tag !== 'en');

/** Every key with its words, as `feed.empty`. */
function leaves(node: object, at = ''): [string, string][] {
  return Object.entries(node).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[`${at}${name}`, value]] : leaves(value as object, `${at}${name}.`),
  );
}

/** The parts of a message, those within its plurals, choices and tags included. */
function parts(words: MessageFormatElement[]): MessageFormatElement[] {
  return words.flatMap((part) => {
    if (part.type === TYPE.plural || part.type === TYPE.select)
      return [part, ...Object.values(part.options).flatMap(({ value }) => parts(value))];
    return part.type === TYPE.tag ? [part, ...parts(part.children)] : [part];
  });
}

/** What the code hands in, and by which names: `count`, `kind (a|b)`, `<at>`. */
function blanks(words: string): string[] {
  const named = parts(parse(words)).flatMap((part) => {
    if (part.type === TYPE.literal || part.type === TYPE.pound) return [];
    if (part.type === TYPE.tag) return [`<${part.value}>`];
    if (part.type === TYPE.select)
      return [`${part.value} (${Object.keys(part.options).toSorted().join('|')})`];
    return [part.value];
  });
  return [...new Set(named)].toSorted();
}

/** Numbers of every plural category that any of the languages has. */
const counts = [0, 1, 2, 3, 11, 100, 1_000_000];

/** Values for all blanks of a message, each way that its plurals and choices can go. */
function samples(words: string): Record<string, unknown>[] {
  const all = parts(parse(words));
  const ways = Math.max(
    counts.length,
    ...all.map((part) => (part.type === TYPE.select ? Object.keys(part.options).length : 0)),
  );
  return Array.from({ length: ways }, (_, way) =>
    Object.fromEntries(all.flatMap((part) => blank(part, way))),
  );
}

function blank(part: MessageFormatElement, way: number): [string, unknown][] {
  switch (part.type) {
    case TYPE.argument:
      return [[part.value, 'kilnbird.br']];
    case TYPE.number:
    case TYPE.plural:
      return [[part.value, counts[way % counts.length]]];
    case TYPE.date:
    case TYPE.time:
      return [[part.value, new Date(0)]];
    case TYPE.select: {
      const options = Object.keys(part.options);
      return [[part.value, options[way % options.length]]];
    }
    case TYPE.tag:
      return [[part.value, (inner: unknown) => inner]];
    case TYPE.literal:
    case TYPE.pound:
      return [];
  }
}

describe.each(others)('%s', (tag) => {
  const theirs = new Map(wordsIn(tag));

  it('has words for every key of English and for no other', () => {
    expect([...theirs.keys()].toSorted()).toEqual(
      leaves(english)
        .map(([key]) => key)
        .toSorted(),
    );
  });

  it('leaves the same blanks as English, with the same choices and tags', () => {
    const off = leaves(english).flatMap(([key, words]) => {
      const other = theirs.get(key);
      if (other === undefined || String(blanks(other)) === String(blanks(words))) return [];
      return [{ key, english: blanks(words), theirs: blanks(other) }];
    });
    expect(off).toEqual([]);
  });

  it('ends an invitation with its link and nothing after it, or it could not be copied alone', () => {
    expect(theirs.get('people.linkText')).toMatch(/[\s\n]\{link\}$/);
  });

  it('says all that the last error page says, and leaves its blank', () => {
    const fatal = new Map(leaves(fatalWords[tag]));
    expect([...fatal].map(([key, words]) => [key, ...blanks(words)])).toEqual(
      leaves(fatalWords.en).map(([key, words]) => [key, ...blanks(words)]),
    );
  });
});

describe.each(languageTags)('%s', (tag) => {
  const categories = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;

  it('counts in each of its plural categories', () => {
    const lacking = wordsIn(tag).flatMap(([key, words]) =>
      parts(parse(words)).flatMap((part) => {
        if (part.type !== TYPE.plural) return [];
        const missing = categories.filter((category) => !Object.hasOwn(part.options, category));
        return missing.length === 0 ? [] : [{ key, count: part.value, missing }];
      }),
    );
    expect(lacking).toEqual([]);
  });

  it('can say everything, whatever is put in', () => {
    const faults: string[] = [];
    for (const [key, words] of wordsIn(tag)) {
      const t = createTranslator({
        locale: languages[tag].locale,
        messages: { words },
        onError: (error) => faults.push(`${key}: ${error.message}`),
      });
      for (const values of samples(words)) {
        const said: unknown = t.rich('words', values as Parameters<typeof t.rich>[1]);
        if (said === 'words' || said === '') faults.push(`${key}: ${JSON.stringify(values)}`);
      }
    }
    expect(faults).toEqual([]);
  });
});

const fromTheRight = languageTags.filter((tag) => languages[tag].direction === 'rtl');

it.each(fromTheRight)('%s sets apart what is put in, which may read the other way', (tag) => {
  // Within U+2068 and U+2069 a Latin name keeps its sign: @kilnbird.br, not kilnbird.br@. A link is copied and stays bare.
  const bare = wordsIn(tag).filter(([, words]) =>
    parts(parse(words, { captureLocation: true })).some((part) => {
      if (part.type !== TYPE.argument || part.value === 'link' || !part.location) return false;
      const { start, end } = part.location;
      return !/\u2068[@+#]?$/.test(words.slice(0, start.offset)) || words[end.offset] !== '\u2069';
    }),
  );
  expect(bare).toEqual([]);
});

it('WhatsApp messages are written in the languages that the interface speaks', () => {
  expect(spokenOnWhatsApp).toEqual(languageTags);
});
