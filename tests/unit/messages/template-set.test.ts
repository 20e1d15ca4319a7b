import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildMessage, type MessageFacts } from '#lib/messages/build-message.ts';
import { writeAbout } from '#lib/messages/notice-about.ts';
import { fillBlank } from '#lib/messages/templates/fill-blank.ts';
import { languages, textsIn } from '#lib/messages/templates/languages.ts';
import { noticeOf, type OwnTemplate, templateSet } from '#lib/messages/templates/template-set.ts';
import {
  type Blank,
  blankLengths,
  blanksOf,
  templateKinds,
  type TemplateTexts,
} from '#lib/messages/templates/template-texts.ts';
import { ttlSeconds } from '#lib/messages/templates/time-to-live.ts';
import { isBuzz, type MessageKind } from '#lib/words.ts';

/** As long as anybody's is. */
const url = `https://${'storywire.'.repeat(10)}example.org`;
const set = templateSet(url);
const named = set.map((own) => [`${own.kind} in ${own.language}`, own] as const);
const blanksIn = (body: string) => [...body.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '');
const bare = (body: string) => body.replaceAll(/\{\{\w+\}\}/g, ' ');

/** Words outside of blanks. Two signs of a script without spaces are taken for one. */
function countWords(text: string): number {
  const dense = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/gu;
  return (
    (text.replace(dense, ' ').match(/[\p{L}\p{N}]+/gu)?.length ?? 0) +
    Math.floor((text.match(dense)?.length ?? 0) / 2)
  );
}

test('there are all ten kinds in all seven languages, by the codes that Meta knows', () => {
  expect(set.map(({ kind, language }) => `${kind} ${language}`)).toEqual(
    templateKinds.flatMap((kind) =>
      ['en', 'es', 'pt-BR', 'fr', 'de', 'ja', 'ar'].map((language) => `${kind} ${language}`),
    ),
  );
  expect(templateKinds).toHaveLength(10);
  expect([...new Set(set.map(({ definition }) => definition.language))]).toEqual([
    'en',
    'es',
    'pt_BR',
    'fr',
    'de',
    'ja',
    'ar',
  ]);
});

describe.each(named)('%s keeps to what Meta takes', (_, { kind, definition, hasPicture }: OwnTemplate) => {
  const { body, examples, name, quickReplies } = definition;
  const blanks = blanksIn(body);

  test('has its own blanks, each once, and an example for each', () => {
    expect(name).toMatch(/^storywire_[a-z_]+_[0-9a-f]{8}$/);
    expect(blanks.toSorted()).toEqual(blanksOf[noticeOf(kind)].toSorted());
    expect(examples.map((example) => example.name).toSorted()).toEqual(blanks.toSorted());
    expect(examples.every(({ text }) => text.trim() !== '' && !/[\n\t]| {4}/.test(text))).toBe(true);
  });

  test('begins and ends with words, and no two blanks stand side by side (2388299)', () => {
    expect(body).toMatch(/^[^{\s]/);
    expect(body).not.toMatch(/\}\}[\s\p{P}]*$/u);
    expect(body).not.toMatch(/\}\}[\s\p{P}]*\{\{/u);
  });

  test('has words enough for its blanks (2388293)', () => {
    expect(countWords(bare(body))).toBeGreaterThan(blanks.length * 3);
  });

  test('fits even when every blank is as full as may be (2388040, 132005)', () => {
    const fullest = blanks.reduce((sum, blank) => sum + blankLengths[blank as Blank] + 2, 0);
    expect(bare(body).length + fullest).toBeLessThanOrEqual(1_024);
    expect(body).not.toMatch(/\n{2}|\t| {2}/);
  });

  test('has a link that WhatsApp sees as one, ending before a space', () => {
    const links = body.match(/https?:\/\/\S+/g) ?? [];
    const end = blanks.includes('path') ? '/{{path}}' : '/s/{{code}}';
    expect(links).toEqual(noticeOf(kind) === 'joined' ? [] : [`${url}${end}`]);
  });

  test('has the three quick replies where it brings news, short and different, and the picture where it is to', () => {
    const news = isBuzz(noticeOf(kind));
    expect(quickReplies).toHaveLength(news ? 3 : 0);
    expect(new Set(quickReplies).size).toBe(quickReplies.length);
    expect(quickReplies.every((label) => label.length > 0 && label.length <= 20)).toBe(true);
    expect(hasPicture).toBe(news && !kind.endsWith('_plain'));
  });

  test('lives from 30 seconds to 12 hours, as a utility template may', () => {
    expect(definition.ttlSeconds).toBe(ttlSeconds[noticeOf(kind)]);
    expect(definition.ttlSeconds).toBeGreaterThanOrEqual(30);
    expect(definition.ttlSeconds).toBeLessThanOrEqual(12 * 60 * 60);
  });
});

test('a roll-up of one story goes out as a story, and so lives as long', () => {
  expect(ttlSeconds.rollup).toBe(ttlSeconds.story);
});

test('another public address makes other templates of all that link to it, and nothing else does', () => {
  const other = new Set(templateSet('https://other.example.org').map(({ definition }) => definition.name));
  for (const { definition, kind } of set) expect(other.has(definition.name)).toBe(kind === 'joined');
  expect(templateSet(url)).toEqual(set);
});

describe.each(languages)('%s', (language) => {
  const texts: TemplateTexts = textsIn(language);
  const every = [
    ...Object.values(texts.replies).map((reply) =>
      reply({
        team: 'Team',
        brand: 'Brand',
        account: '@account',
        region: 'Region',
        link: 'https://example.org/s/X',
      }),
    ),
    texts.chooseStory,
    ...Object.values(texts.alarms),
    ...Object.values(texts.stopped),
    texts.stranger({ brand: 'Brand' }),
    ...Object.values(texts.signInRefused).map((refusal) => refusal({ team: 'Team', brand: 'Brand' })),
    texts.signIn({ name: 'Name', device: 'Device', link: 'https://example.org/x', brand: 'Brand' }),
    ...set.filter((own) => own.language === language).map(({ definition }) => definition.body),
  ];

  test('has every text, none of which advertises, and says STOP and START by the words that are understood', () => {
    for (const text of every) {
      expect(text.trim()).not.toBe('');
      expect(text).not.toMatch(/undefined|!|\bfree\b|gratis|offer|angebot/i);
    }
    for (const kind of ['joined', 'started'] as const)
      expect(texts.replies[kind]({ team: 'T', brand: 'B' })).toContain('STOP');
    for (const kind of ['stopped', 'muted'] as const)
      expect(texts.replies[kind]({ team: 'T', brand: 'B' })).toContain('START');
    expect(texts.joined()).toContain('STOP');
    expect(texts.chooseStory.length).toBeLessThanOrEqual(20);
    expect(texts.signInRefused.opted_out({ team: 'T', brand: 'B' })).toContain('START');
  });

  test('says of every alarm one sentence with its full stop, which fits its blank', () => {
    for (const what of [...Object.values(texts.alarms), ...Object.values(texts.stopped)]) {
      expect(what).toMatch(/[.。]$/);
      expect(what.length).toBeLessThanOrEqual(blankLengths.what);
    }
  });

  test('is another language than English', () => {
    if (language === 'en') return;
    const english = set.filter((own) => own.language === 'en').map(({ definition }) => definition.body);
    for (const text of every) expect(english).not.toContain(text);
    expect(texts.seen).not.toBe(textsIn('en').seen);
  });

  test('counts say each region and number, and the rest together', () => {
    const counts = texts.counts(
      [
        { region: 'France', count: 7 },
        { region: 'Japan', count: 2 },
      ],
      11,
    );
    for (const part of ['France', '7', 'Japan', '2', '11']) expect(counts).toContain(part);
    expect(texts.counts([{ region: 'France', count: 7 }], 0)).not.toContain('0');
  });
});

describe('whatever fills a blank', () => {
  const unit = fc.oneof(
    fc.constantFrom(
      ' ',
      '\n',
      '\t',
      '\r',
      '\u2028',
      '\u00a0',
      '\u0000',
      '\u202e',
      '\u200b',
      '\ud800',
      '{{x}}',
    ),
    fc.string({ unit: 'grapheme', maxLength: 4 }),
    fc.string({ unit: 'binary', maxLength: 4 }),
  );
  const words = fc.array(unit, { maxLength: 300 }).map((parts) => parts.join(''));

  test('has no new line, tab or run of spaces, can be seen, and is no longer than its blank', () => {
    const blank = fc.constantFrom(...(Object.keys(blankLengths) as Blank[]));
    fc.assert(
      fc.property(blank, words, fc.constantFrom(...languages), (name, text, language) => {
        const filled = fillBlank(name, text, textsIn(language));
        expect(filled).not.toMatch(/[\n\r\t\u2028\u2029]| {2}/);
        expect(filled.isWellFormed()).toBe(true);
        expect(filled.replaceAll(/[\s\p{Cf}]/gu, '')).not.toBe('');
        expect(filled.length).toBeLessThanOrEqual(blankLengths[name] + 2);
      }),
    );
  });

  test('the message fits, of every kind and in every language', () => {
    const kinds: Exclude<MessageKind, 'reply'>[] = [
      'story',
      'rollup',
      'summary',
      'joined',
      'problem',
      'approval',
      'alarm',
    ];
    const approved = set.map(({ definition: { name, language } }) => ({
      name,
      language,
      state: 'approved' as const,
      category: 'UTILITY',
    }));
    const said = words.map((text) => text.toWellFormed().trim() || 'x');
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.constantFrom(...languages),
        said,
        said,
        (kind, language, a, b) => {
          const about = {
            problem: () => writeAbout('problem', { who: a, whoTeam: b, region: a, username: b, code: 'X' }),
            approval: () => writeAbout('approval', { who: a, region: b, username: a, path: 'x' }),
            alarm: () => writeAbout('alarm', { what: a, path: 'x' }),
          };
          const stories = isBuzz(kind)
            ? [a, b, 'C', 'D', 'E', 'F', 'G'].map((region) => ({
                region,
                username: b,
                code: '7KQ2MD',
                postedAt: new Date('2026-11-23T17:02:00Z'),
              }))
            : [];
          const facts: MessageFacts = {
            messageId: '0193b1f2-0000-7000-8000-000000000000',
            kind,
            opaqueId: 'v1.x.y',
            to: '+12025550123',
            body: kind in about ? about[kind as keyof typeof about]() : null,
            choices: null,
            team: b,
            timeZone: 'Europe/Lisbon',
            language,
            stories,
            headerMediaId: null,
          };
          const built = buildMessage(facts, set, approved);
          const own = set.find(
            ({ definition }) =>
              definition.name === built?.templateName && definition.language === built.templateLanguage,
          );
          const parameters =
            built?.body.type === 'template' ? (built.body.template.components[0]?.parameters ?? []) : [];
          const values = new Map<string, string>(
            parameters.flatMap((each) =>
              'parameter_name' in each ? [[each.parameter_name, each.text] as const] : [],
            ),
          );
          const text = own?.definition.body.replaceAll(
            /\{\{(\w+)\}\}/g,
            (_, name: string) => values.get(name) ?? '',
          );
          expect([...values.keys()].toSorted()).toEqual(blanksIn(own?.definition.body ?? '').toSorted());
          expect(text?.length).toBeLessThanOrEqual(1_024);
        },
      ),
      { numRuns: 300 },
    );
  });
});
