import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createTranslator } from 'next-intl';
import { describe, expect, it } from 'vitest';
import { companyRefusals } from '#lib/auth/company-refusal.ts';
import messages from '#lib/i18n/messages/en.json';
import { failureKeys } from '#lib/reposts/publish-failure.ts';
import { publishingFindingKeys } from '#lib/reposts/publishing-findings.ts';
import { mediaReasons } from '#lib/stories/media-reason.ts';
import {
  heldReasons,
  mediaStates,
  messageStates,
  numberKinds,
  numberStates,
  roles,
  skipReasons,
} from '#lib/words.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const sources = globSync(['app/**/*.{ts,tsx}', 'components/**/*.{ts,tsx}', 'lib/**/*.ts'], { cwd: root })
  // It brings words of its own (lib/i18n/fatal), since nothing else is there when it is needed.
  .filter((path) => path !== 'app/global-error.tsx')
  .map((path) => ({ path, text: readFileSync(`${root}/${path}`, 'utf8') }));

/** Every key with its words, as `feed.empty`. */
function leaves(node: object, at = ''): [string, string][] {
  return Object.entries(node).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[`${at}${name}`, value]] : leaves(value as object, `${at}${name}.`),
  );
}

const keys = leaves(messages);

/** Whole namespaces whose keys are values of ours: t(left.key), t(destination.key), t(key). */
const keyedByValue = ['adminLinks.', 'ago.', 'nav.', 'regionTabs.', 'timeLeft.'];

/** What a file's translators look up: each key, or the beginning of one, in each namespace that the file uses. */
function lookUps({ path, text }: { path: string; text: string }) {
  const namespaces = [...text.matchAll(/(?:use|get)Translations\(\s*(?:'([\w.]+)')?\s*\)/g)].map(([, name]) =>
    name === undefined ? '' : `${name}.`,
  );
  // A server action gets a translator of all messages from lib/auth/action.ts.
  if (/\bt \}\)/.test(text)) namespaces.push('');
  // The sentences of the audit log are made of a translator that is handed in.
  if (text.includes('t: AuditWords')) namespaces.push('audit.');
  const find = (pattern: RegExp) =>
    [...text.matchAll(pattern)].map(([, key]) => ({
      path,
      tries: namespaces.map((space) => `${space}${key}`),
    }));
  return {
    whole: [
      ...find(/\b(?:t|times|states)(?:\.rich)?\(\s*'([\w.]+)'/g),
      // One of two, chosen on the spot: t(over ? 'a' : 'b').
      ...find(/\b(?:t|times|states)\([^'`()]*\? '([\w.]+)'/g),
    ],
    begun: find(/\b(?:t|times|states)(?:\.rich)?\(\s*`([\w.]+)\$\{/g),
  };
}

const used = sources.map(lookUps);
const whole = used.flatMap((each) => each.whole);
const begun = used.flatMap((each) => each.begun);
const wholeKeys = new Set(whole.flatMap(({ tries }) => tries));
const beginnings = [...keyedByValue, ...begun.flatMap(({ tries }) => tries)];

/** Error keys travel as strings through StorywireError and zod; they are used where they stand in quotes. */
const quoted = new Set(
  sources
    .filter(({ path }) => path.startsWith('lib/') || path.startsWith('app/'))
    .flatMap(({ text }) => [...text.matchAll(/'([a-z][a-zA-Z]+)'/g)].map(([, word]) => `errors.${word}`)),
);

const isUsed = (key: string) =>
  key.startsWith('errors.')
    ? quoted.has(key)
    : wholeKeys.has(key) || beginnings.some((start) => key.startsWith(start));

describe('messages', () => {
  it('hold no key that nothing says', () => {
    expect(keys.map(([key]) => key).filter((key) => !isUsed(key))).toEqual([]);
  });

  it('have words for every key that is looked up', () => {
    const known = keys.map(([key]) => key);
    expect(whole.length).toBeGreaterThan(100);
    expect(whole.filter(({ tries }) => !tries.some((key) => known.includes(key)))).toEqual([]);
    expect(
      begun.filter(({ tries }) => !tries.some((start) => known.some((key) => key.startsWith(start)))),
    ).toEqual([]);
  });

  it('have words for every error that the code throws', () => {
    const thrown = sources.flatMap(({ path, text }) =>
      [...text.matchAll(/new StorywireError\(\s*'\w+',\s*'(\w+)'/g)].map(([, key]) => ({ path, key })),
    );
    expect(thrown.length).toBeGreaterThan(20);
    expect(thrown.filter(({ key }) => !Object.hasOwn(messages.errors, key ?? ''))).toEqual([]);
  });

  it('have words for every refusal that a form states', () => {
    const stated = sources
      .filter(({ path }) => /-input\.ts$|parse-number\.ts$/.test(path))
      .flatMap(({ path, text }) =>
        [...text.matchAll(/(?:z\.\w+\(|, |message: |error: |refusal\()'([a-z]+[A-Z]\w*)'/g)].map(
          ([, key]) => ({ path, key }),
        ),
      );
    expect(stated.length).toBeGreaterThan(10);
    expect(stated.filter(({ key }) => !Object.hasOwn(messages.errors, key ?? ''))).toEqual([]);
  });

  it.each([
    ['stories.media', mediaStates],
    ['stories.reason', mediaReasons],
    ['alert.state', messageStates.filter((state) => state !== 'failed' && state !== 'held')],
    ['alert.held', heldReasons],
    ['skipped', skipReasons],
    ['numbers.state', numberStates],
    ['numbers.kind', numberKinds],
    ['signIn.role', roles],
    ['company.refused', companyRefusals],
    ['reposts.failure', failureKeys],
    ['reposts.finding', publishingFindingKeys],
  ])('name every value under %s', (place, values) => {
    const known = new Set(keys.map(([key]) => key));
    expect(values.filter((value) => !known.has(`${place}.${value}`))).toEqual([]);
  });

  it('are sentences and words without markup, technical terms or shouting', () => {
    const odd = keys.filter(([, words]) =>
      /<(?!\/?(?:code|at|time)>)|\b(?:null|undefined|error|exception)\b|(?!JPEG|WOFF)[A-Z]{4,}|!/.test(words),
    );
    expect(odd).toEqual([]);
  });

  it('count in plurals', () => {
    const t = createTranslator({ locale: 'en-GB', messages });
    expect(t('tray.live', { count: 1 })).toBe('1 live story');
    expect(t('regions.numbers', { count: 5 })).toBe('5 work numbers');
    expect(t('coverage.summary', { told: 1, reached: 1, seen: 0 })).toBe('1 of 1 phone reached, 0 seen.');
    expect(t('coverage.summary', { told: 0, reached: 0, seen: 0 })).toBe('Nobody was told.');
  });
});
