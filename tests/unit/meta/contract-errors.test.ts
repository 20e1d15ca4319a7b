import { describe, expect, it } from 'vitest';
import { nextCheckAt } from '#lib/accounts/next-check-at.ts';
import { tokenWords } from '#lib/accounts/token-words.ts';
import { languageTags } from '#lib/i18n/languages.ts';
import { messagesIn } from '#lib/i18n/messages-in.ts';
import { readStoryPage } from '#lib/instagram/story-page.ts';
import { classifyGraphError, type ErrorClass } from '#lib/meta/classify.ts';
import { type FailureClass, type FailureKey, publishFailure } from '#lib/reposts/publish-failure.ts';
import type { CheckResult } from '#lib/words.ts';

/**
 * Every error of the contract's A.6 to A.8, with what it is, what a check of
 * an account and a post to it do about it, and by which words people hear of it.
 */
type Row = [
  numbers: string,
  errorClass: ErrorClass,
  check: Exclude<CheckResult, 'ok'>,
  /** Where Meta names no moment: five minutes, half a minute, or until another token is connected (null). */
  waits: 'minutes' | 'soon' | null,
  post: FailureClass,
  words: FailureKey,
];

const publishing: Row[] = [
  ['-2/2207003', 'transient', 'unavailable', 'soon', 'container', 'media_fetch_slow'],
  ['-2/2207020', 'permanent', 'unknown', 'soon', 'container', 'media_expired'],
  ['-1/2207001', 'transient', 'unavailable', 'soon', 'uncertain', 'instagram_trouble'],
  ['-1/2207032', 'transient', 'unavailable', 'soon', 'container', 'upload_failed'],
  ['-1/2207053', 'permanent', 'unknown', 'soon', 'container', 'upload_failed'],
  ['1/2207057', 'permanent', 'unknown', 'soon', 'person', 'thumbnail_offset'],
  ['4/2207051', 'policy', 'permission', 'soon', 'person', 'suspected_spam'],
  ['9/2207042', 'throttled', 'throttled', 'minutes', 'wait', 'publishing_quota'],
  ['24/2207006', 'missing', 'missing', 'soon', 'container', 'container_missing'],
  ['24/2207008', 'missing', 'missing', 'soon', 'uncertain', 'container_missing'],
  ['25/2207050', 'policy', 'permission', 'soon', 'person', 'account_restricted'],
  ['100/2207023', 'permanent', 'unknown', 'soon', 'person', 'media_type'],
  ['100/2207028', 'permanent', 'unknown', 'soon', 'person', 'carousel'],
  ['100/2207035', 'permanent', 'unknown', 'soon', 'person', 'product_tags'],
  ['100/2207036', 'permanent', 'unknown', 'soon', 'person', 'product_tags'],
  ['100/2207037', 'permanent', 'unknown', 'soon', 'person', 'product_tags'],
  ['100/2207040', 'permanent', 'unknown', 'soon', 'person', 'product_tags'],
  ['352/2207026', 'permanent', 'unknown', 'soon', 'person', 'video_format'],
  ['9004/2207052', 'permanent', 'unknown', 'soon', 'container', 'media_fetch'],
  ['9007/2207027', 'transient', 'unavailable', 'soon', 'poll', 'not_ready'],
  ['36000/2207004', 'permanent', 'unknown', 'soon', 'person', 'image_size'],
  ['36001/2207005', 'permanent', 'unknown', 'soon', 'person', 'image_format'],
  ['36003/2207009', 'permanent', 'unknown', 'soon', 'container', 'image_ratio'],
  ['36004/2207010', 'permanent', 'unknown', 'soon', 'person', 'caption_length'],
  // Not documented, seen by clients.
  ['100/2207076', 'permanent', 'unknown', 'soon', 'container', 'video_fetch'],
  ['100/2207077', 'permanent', 'unknown', 'soon', 'container', 'video_fetch'],
  ['100/2207082', 'permanent', 'unknown', 'soon', 'container', 'video_fetch'],
  ['36001/2207083', 'permanent', 'unknown', 'soon', 'person', 'image_format'],
  ['100/2207085', 'permanent', 'unknown', 'soon', 'container', 'upload_failed'],
  ['100/2207086', 'permanent', 'unknown', 'soon', 'person', 'parameter'],
  ['36003', 'permanent', 'unknown', 'soon', 'container', 'image_ratio'],
];

const limits: Row[] = [
  '4',
  '17',
  '32',
  '341',
  '613',
  '613/1996',
  '80000',
  '80001',
  '80002',
  '80003',
  '80004',
  '80005',
  '80006',
  '80007',
  '80008',
].map((numbers) => [numbers, 'throttled', 'throttled', 'minutes', 'wait', 'rate']);

const tokens: Row[] = [
  '102',
  '104',
  '190',
  '190/458',
  '190/459',
  '190/460',
  '190/463',
  '190/464',
  '190/467',
].map((numbers) => [numbers, 'token', 'token', null, 'token', 'token']);
// The role on one account's page is lost: the token still reads the others.
const pageRole: Row = ['190/492', 'token', 'permission', 'soon', 'token', 'token'];
tokens.push(pageRole);

const envelope: Row[] = [
  ['1', 'transient', 'unavailable', 'soon', 'uncertain', 'instagram_trouble'],
  ['2', 'transient', 'unavailable', 'soon', 'uncertain', 'instagram_trouble'],
  ['3', 'permission', 'permission', 'soon', 'person', 'permission'],
  ['10', 'permission', 'permission', 'soon', 'person', 'permission'],
  ...Array.from({ length: 100 }, (_, n): Row => [
    String(200 + n),
    'permission',
    'permission',
    'soon',
    'person',
    'permission',
  ]),
  ['100', 'permanent', 'unknown', 'soon', 'person', 'parameter'],
  ['100/33', 'missing', 'missing', 'soon', 'uncertain', 'container_missing'],
  ['368', 'policy', 'permission', 'soon', 'person', 'restricted'],
  ['506', 'permanent', 'unknown', 'soon', 'person', 'duplicate'],
  // None of the contract's: what becomes of numbers that nobody knows.
  ['987654', 'unknown', 'unknown', 'soon', 'person', 'refused'],
];

const now = new Date('2026-11-23T12:00:00Z');
const named = new Date('2026-11-23T12:19:00Z');
const usage = JSON.stringify({ a: [{ call_count: 100, estimated_time_to_regain_access: 19 }] });

const wait: Record<number, Row[3]> = { [5 * 60_000]: 'minutes', [30_000]: 'soon' };

const errorOf = (numbers: string) => {
  const [code = 0, subcode = null] = numbers.split('/').map(Number);
  return { code, subcode };
};

function check(numbers: string) {
  const { code, subcode } = errorOf(numbers);
  const error = {
    message: 'x',
    type: 'OAuthException',
    code,
    ...(subcode !== null && { error_subcode: subcode }),
  };
  const read = (headers: Record<string, string>) =>
    readStoryPage('a', { kind: 'answer', status: 400, headers, json: { error } }, now).listing;
  const listing = read({});
  const told = read({ 'x-business-use-case-usage': usage });
  // Whatever is wrong: where Meta names a moment, it is kept to exactly.
  expect(told.ok ? null : told.notBefore).toEqual(named);
  if (listing.ok) throw new Error('An error was read as a listing.');
  const { result, notBefore, errorCode } = listing;
  const until = nextCheckAt({ result, namedByMeta: notBefore, failuresBefore: 0, now });
  const waits = until && wait[until.getTime() - now.getTime()];
  return { result, waits, errorCode };
}

describe.each([
  ['publishing (A.6)', publishing],
  ['rate limits (A.7)', limits],
  ['tokens (A.8)', tokens],
  ['the envelope (A.8)', envelope],
])('an error of %s', (_, rows) => {
  it.each(rows)('%s is %s: a check is %s and waits %s, a post goes to %s: %s', (...row) => {
    const [numbers, errorClass, result, waits, post, key] = row;
    expect(classifyGraphError(errorOf(numbers)).class).toBe(errorClass);
    // The ledger holds Meta's own numbers.
    expect(check(numbers)).toEqual({ result, waits, errorCode: numbers });
    expect(publishFailure(errorOf(numbers), { status: 400, asked: 'publish' })).toEqual({
      class: post,
      key,
      errorCode: numbers,
    });
  });
});

it('every one has words of its own in every language, for a check and for a post', async () => {
  const rows = [...publishing, ...limits, ...tokens, ...envelope];
  const english = await messagesIn('en');
  for (const language of languageTags) {
    const { checks, reposts } = await messagesIn(language);
    for (const [numbers, , result, , , key] of rows) {
      const said = [checks.reason[result], reposts.failure[key]];
      for (const sentence of said) expect(sentence, `${language} ${numbers}`).toMatch(/\p{L}{2}.*[.。]$/u);
      if (language === 'en') continue;
      expect(said).not.toContain(english.checks.reason[result]);
      expect(said).not.toContain(english.reposts.failure[key]);
    }
  }
});

it('every refused token is called by what is wrong with it', () => {
  const words = tokens.map(([numbers]) => tokenWords(errorOf(numbers)));
  expect(words).toEqual([
    'token_session',
    'token_missing',
    'token_invalid',
    'token_app_removed',
    'token_checkpoint',
    'token_password_changed',
    'token_expired',
    'token_unconfirmed',
    'token_invalid',
    'token_no_page_role',
  ]);
});
