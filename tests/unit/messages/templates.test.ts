import { describe, expect, test } from 'vitest';
import { type BuiltMessage, buildMessage, type MessageFacts } from '#lib/messages/build-message.ts';
import { buttonPayload, readButtonPayload } from '#lib/messages/button-payload.ts';
import { opaqueId } from '#lib/messages/opaque-id.ts';
import { readAbout, writeAbout } from '#lib/messages/notice-about.ts';
import { chooseTemplate } from '#lib/messages/templates/choose-template.ts';
import { clockTime } from '#lib/messages/templates/clock-time.ts';
import { countByRegion } from '#lib/messages/templates/count-by-region.ts';
import { english } from '#lib/messages/templates/english.ts';
import { languageChain } from '#lib/messages/templates/languages.ts';
import { templateSet } from '#lib/messages/templates/template-set.ts';
import type { TemplateStanding } from '#lib/messages/templates/template-standing.ts';
import { templateKinds } from '#lib/messages/templates/template-texts.ts';
import { templateState } from '#lib/messages/templates/template-state.ts';
import { newId } from '#lib/ids.ts';
import type { TemplateMessage } from '#lib/whatsapp/template-message.ts';
import { keyringFrom } from '#lib/seal.ts';
import type { TemplateState } from '#lib/words.ts';

const url = 'https://stories.example.org';
const set = templateSet(url);
const standings = (state: TemplateState, kinds: readonly string[] = templateKinds): TemplateStanding[] =>
  set.map(({ kind, definition }) => ({
    name: definition.name,
    language: definition.language,
    state: kinds.includes(kind) ? state : 'pending',
    category: 'UTILITY',
  }));

describe('the choice', () => {
  const story = { kind: 'story', picture: true, wantedLanguage: 'pt-BR' } as const;
  test.each([
    ['pt-BR', ['pt-BR', 'en']],
    ['pt-PT', ['pt-BR', 'en']],
    ['pt', ['pt-BR', 'en']],
    ['es-MX', ['es', 'en']],
    ['ar-EG', ['ar', 'en']],
    ['en-GB', ['en']],
    ['nl', ['en']],
    ['constructor', ['en']],
  ])('who reads %s is written to in the first of %j that Meta has approved', (wanted, chain) => {
    expect(languageChain(wanted)).toEqual(chain);
    const choice = () => chooseTemplate(set, left, { ...story, wantedLanguage: wanted })?.language;
    let left = standings('approved');
    for (const language of chain) {
      expect(choice()).toBe(language);
      left = left.map((each) =>
        set.some((own) => own.language === language && own.definition.language === each.language)
          ? { ...each, state: 'pending' as const }
          : each,
      );
    }
    expect(choice()).toBeUndefined();
  });

  test('what Meta has moved to marketing is never sent: its plain form goes instead, then English, then nothing', () => {
    const moved = (...names: RegExp[]) =>
      standings('approved').map((each) =>
        names.some((name) => name.test(`${each.name} ${each.language}`))
          ? { ...each, category: 'MARKETING' }
          : each,
      );
    const choose = (...names: RegExp[]) => {
      const own = chooseTemplate(set, moved(...names), story);
      return own && `${own.kind} ${own.language}`;
    };
    expect(choose()).toBe('story pt-BR');
    expect(choose(/story_[0-9a-f]{8} pt_BR/)).toBe('story en');
    expect(choose(/story_[0-9a-f]{8} /)).toBe('story_plain pt-BR');
    expect(choose(/story_/)).toBeUndefined();
  });

  test('a template whose category Meta has not told counts as the utility that was asked for', () => {
    const untold = standings('approved').map((each) => ({ ...each, category: null }));
    expect(chooseTemplate(set, untold, story)?.kind).toBe('story');
  });

  test('templates of another public address are never fallen back on', () => {
    const elsewhere = templateSet('https://other.example.org');
    expect(chooseTemplate(elsewhere, standings('approved'), story)).toBeUndefined();
  });

  test.each(['missing', 'pending', 'rejected', 'paused', 'disabled'] as const)(
    'what is %s is never sent',
    (state) => {
      expect(chooseTemplate(set, standings(state), story)).toBeUndefined();
    },
  );

  test('waits for a picture template that is being looked at, and goes without one that was turned down', () => {
    const but = (state: TemplateState) =>
      standings('approved').map((each) =>
        each.name.startsWith('storywire_story_') && !each.name.includes('plain') ? { ...each, state } : each,
      );
    expect(chooseTemplate(set, but('pending'), story)).toBeUndefined();
    expect(chooseTemplate(set, but('rejected'), story)?.kind).toBe('story_plain');
  });

  test("Meta's words for a template's state are understood, and an unknown one is not approved", () => {
    expect(['APPROVED', 'PENDING', 'REJECTED', 'PAUSED', 'NEW_WORD'].map(templateState)).toEqual([
      'approved',
      'pending',
      'rejected',
      'paused',
      'disabled',
    ]);
  });
});

describe('the text', () => {
  test('counts stories by region, the most first', () => {
    const regions = (...counts: [string, number][]) =>
      counts.flatMap(([name, count]) => Array.from({ length: count }, () => name));
    expect(countByRegion(regions(['Japan', 2], ['France', 7]), english)).toBe('7 from France, 2 from Japan');
    expect(
      countByRegion(regions(['A', 9], ['B', 8], ['C', 7], ['D', 6], ['E', 5], ['F', 4], ['G', 3]), english),
    ).toBe('9 from A, 8 from B, 7 from C, 6 from D, 5 from E, 7 from other teams');
  });

  test("tells the time by the reader's clock, over a change to summer time", () => {
    expect(clockTime(new Date('2026-11-23T18:02:00Z'), 'Europe/Lisbon', 'en')).toBe('18:02 (Lisbon)');
    expect(clockTime(new Date('2026-07-01T18:02:00Z'), 'Europe/Lisbon', 'en')).toBe('19:02 (Lisbon)');
    expect(clockTime(new Date('2026-11-23T00:30:00Z'), 'America/Sao_Paulo', 'en')).toBe('21:30 (Sao Paulo)');
  });
});

/** Of a message that was built as a template. */
const componentsOf = (built: BuiltMessage | undefined): TemplateMessage['template']['components'] =>
  built?.body.type === 'template' ? built.body.template.components : [];

describe('the message', () => {
  const story = (region: string, code: string) => ({
    region,
    username: 'lume.br',
    code,
    postedAt: new Date('2026-11-23T17:02:00Z'),
  });
  const facts = (over: Partial<MessageFacts> = {}): MessageFacts => ({
    messageId: newId(),
    kind: 'story',
    opaqueId: 'v1.x.y',
    to: '+12025550123',
    body: null,
    choices: null,
    team: 'Portugal',
    timeZone: 'Europe/Lisbon',
    language: 'pt-PT',
    stories: [story('Brazil', '7KQ2MD')],
    headerMediaId: '99',
    ...over,
  });

  test('of one story has its picture, its code and the three taps', () => {
    const given = facts();
    const built = buildMessage(given, set, standings('approved'));
    expect(built?.body).toMatchObject({
      to: '+12025550123',
      biz_opaque_callback_data: 'v1.x.y',
      template: {
        language: { code: 'pt_BR' },
        components: [
          { type: 'header', parameters: [{ type: 'image', image: { id: '99' } }] },
          {
            type: 'body',
            parameters: expect.arrayContaining([
              expect.objectContaining({ parameter_name: 'code', text: '7KQ2MD' }),
            ]),
          },
          { parameters: [{ payload: `seen:${given.messageId}` }] },
          { index: '1', parameters: [{ payload: `flag:${given.messageId}` }] },
          { index: '2', parameters: [{ payload: `mute:${given.messageId}` }] },
        ],
      },
    });
  });

  test('without a picture uses the plain template', () => {
    expect(buildMessage(facts({ headerMediaId: null }), set, standings('approved'))?.templateName).toMatch(
      /story_plain/,
    );
  });

  test('of several stories is a roll-up, and a roll-up of one reads as that story', () => {
    const two = facts({ kind: 'rollup', stories: [story('Brazil', '7KQ2MD'), story('Japan', '8KQ2MD')] });
    expect(buildMessage(two, set, standings('approved'))?.templateName).toMatch(
      /^storywire_rollup_[0-9a-f]{8}$/,
    );
    expect(buildMessage(facts({ kind: 'rollup' }), set, standings('approved'))?.templateName).toMatch(
      /^storywire_story_[0-9a-f]{8}$/,
    );
  });

  test('of a summary stays a summary, even of one story, and a word of welcome has no taps', () => {
    const name = (over: Partial<MessageFacts>) =>
      buildMessage(facts(over), set, standings('approved'))?.templateName;
    expect(name({ kind: 'summary' })).toMatch(/^storywire_summary_[0-9a-f]{8}$/);
    expect(name({ kind: 'summary', headerMediaId: null })).toMatch(/^storywire_summary_plain_/);
    const joined = buildMessage(
      facts({ kind: 'joined', stories: [], headerMediaId: null }),
      set,
      standings('approved'),
    );
    expect(joined?.body).toMatchObject({
      template: {
        components: [{ type: 'body', parameters: [{ parameter_name: 'team', text: 'Portugal' }] }],
      },
    });
  });

  test('that is a reply is free text', () => {
    const built = buildMessage(facts({ kind: 'reply', body: 'You are in.', stories: [] }), set, []);
    expect(built?.body).toMatchObject({ type: 'text', text: { body: 'You are in.' } });
  });

  const about = {
    problem: { who: 'Rui', whoTeam: 'Legal', region: 'Brazil', username: 'lume.br', code: '7KQ2MD' },
    approval: { who: 'Rui', region: 'Japan', username: 'lume.jp', path: 'reposts/7' },
    alarm: { what: 'Brazil was not checked since Friday.', path: 'regions' },
  } as const;

  test.each(['problem', 'approval', 'alarm'] as const)(
    'of a %s says what it is about, links to it, and has no taps',
    (kind) => {
      const body = writeAbout(kind, about[kind] as never);
      const built = buildMessage(
        facts({ kind, body, stories: [], headerMediaId: null }),
        set,
        standings('approved'),
      );
      expect(built?.templateName).toMatch(new RegExp(`^storywire_${kind}_`));
      const [component, ...more] = componentsOf(built);
      expect(more).toEqual([]);
      const texts = component?.parameters.map((parameter) => 'text' in parameter && parameter.text);
      for (const fact of Object.values(about[kind]))
        expect(texts).toContain(fact.startsWith('lume') ? `@${fact}` : fact);
    },
  );

  test('about something keeps to what its kind is about', () => {
    expect(() => writeAbout('alarm', { what: 'x', path: 'https://elsewhere.example.org' })).toThrow();
    expect(() => writeAbout('alarm', { what: ' ', path: 'regions' })).toThrow();
    expect(() => readAbout('alarm', null)).toThrow(/alarm/);
    expect(() => readAbout('problem', writeAbout('alarm', about.alarm))).toThrow(/problem/);
  });

  test('in Arabic keeps Latin names from turning the line around, and its link whole', () => {
    const built = buildMessage(facts({ language: 'ar-EG' }), set, standings('approved'));
    const [, body] = componentsOf(built);
    const text = (blank: string) =>
      body?.parameters.flatMap((each) =>
        'parameter_name' in each && each.parameter_name === blank ? each.text : [],
      )[0];
    expect(text('account')).toBe('\u2068@lume.br\u2069');
    expect(text('code')).toBe('7KQ2MD');
  });

  test('waits while nothing is approved', () => {
    expect(buildMessage(facts(), set, standings('pending'))).toBeUndefined();
  });
});

test('a tap names its message, and anything else is none of ours', () => {
  const id = newId();
  for (const action of ['seen', 'flag', 'mute'] as const)
    expect(readButtonPayload(buttonPayload(action, id))).toEqual({ action, messageId: id });
  for (const odd of ['', 'seen', 'seen:', 'seen:1', `hold:${id}`, `seen:${id}:1`.replace(id, `${id}x`)]) {
    expect(readButtonPayload(odd)).toBeUndefined();
  }
});

test('an opaque id is short, says nothing of anybody, and cannot be made without the key', () => {
  const keys = keyringFrom(['a-secret-of-at-least-thirty-two-characters']);
  const attemptId = newId();
  expect(opaqueId(keys, attemptId)).toMatch(/^v1\.[\w-]{22}\.[\w-]{12}$/);
  expect(opaqueId(keyringFrom(['another-secret-of-thirty-two-characters']), attemptId)).not.toBe(
    opaqueId(keys, attemptId),
  );
});
