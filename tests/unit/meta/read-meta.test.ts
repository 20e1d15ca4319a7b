import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { appsecretProof } from '#lib/meta/appsecret-proof.ts';
import { batchForm, readBatch } from '#lib/meta/batch.ts';
import { readAnswer } from '#lib/meta/failure.ts';
import { codeText, readGraphError } from '#lib/meta/graph-error.ts';
import type { MetaOutcome } from '#lib/meta/outcome.ts';
import { graphPage, nextCursor } from '#lib/meta/paging.ts';
import { parseMetaJson } from '#lib/meta/parse-json.ts';
import { readUsage } from '#lib/meta/usage.ts';
import { wireSeconds, wireText, wireTime } from '#lib/meta/wire.ts';
import { fixture } from '#tests/fixtures/fixture.ts';

const now = new Date('2026-11-23T10:00:00Z');

describe('JSON from Meta', () => {
  it('ids too large for a number keep all their digits', () => {
    expect(parseMetaJson('{"media_id":18000000000000001,"n":12,"f":1.5}')).toEqual({
      media_id: '18000000000000001',
      n: 12,
      f: 1.5,
    });
  });

  it('everything else is read as JSON is', () => {
    const texts = fc.sample(fc.json(), 300).filter((text) => !/\d{16}/.test(text));
    expect(texts.map(parseMetaJson)).toEqual(texts.map((text) => JSON.parse(text)));
  });

  it('the time of Graph, without a colon in its offset, is understood', () => {
    expect(wireTime.parse('2019-09-26T22:36:43+0000')).toEqual(new Date('2019-09-26T22:36:43Z'));
    expect(wireTime.parse('2019-09-26T22:36:43+0200')).toEqual(new Date('2019-09-26T20:36:43Z'));
    expect(wireTime.safeParse('soon').success).toBe(false);
  });

  it('seconds come as text or number', () => {
    expect(wireSeconds.parse('1795428000')).toEqual(wireSeconds.parse(1_795_428_000));
    for (const odd of ['', 'x', -1, 1e15, null, 1.5]) expect(wireSeconds.safeParse(odd).success).toBe(false);
  });

  it('an empty text counts as absent', () => {
    for (const nothing of ['', '  ', null, undefined]) expect(wireText.parse(nothing)).toBeNull();
  });
});

describe('a Graph error', () => {
  it('is read with its numbers and the words for people', () => {
    expect(readGraphError(fixture('graph/error-template-missing'))).toEqual({
      code: 132001,
      subcode: null,
      message: '(#132001) Template name does not exist in the translation',
      details: 'story_alert_v1 does not exist in fr',
      userMessage: null,
    });
    expect(readGraphError(fixture('graph/error-suspected-spam'))?.userMessage).toBe(
      'We restrict certain activity.',
    );
  });

  it('is an error by its code alone, however odd the rest', () => {
    const odd = { error: { code: '190', error_subcode: {}, message: 7, error_data: 'x' } };
    expect(readGraphError(odd)).toMatchObject({ code: 190, subcode: null, details: null });
  });

  it.each([null, {}, { error: null }, { error: 'x' }, { error: { message: 'x' } }, { error: { code: 'x' } }])(
    '%j is none',
    (json) => {
      expect(readGraphError(json)).toBeUndefined();
    },
  );

  it('repeats no token and no phone number, though Meta does', () => {
    const token = 'EAABsbCS1iHgBO7ZCxWq0ZD';
    const message = `Malformed access token ${token} for 12025550111 (+1 202-555-0111), error 2388024`;
    const error = readGraphError({ error: { code: 190, message, error_data: { details: message } } });
    expect(error?.message).toBe('Malformed access token … for … (…), error 2388024');
    expect(error?.details).toBe(error?.message);
  });

  it('is written in the ledger as code, and subcode if there is one', () => {
    expect(codeText({ code: 190, subcode: null })).toBe('190');
    expect(codeText({ code: 100, subcode: 33 })).toBe('100/33');
  });
});

describe('usage headers', () => {
  const business = JSON.stringify(fixture('graph/usage-business'));

  it('the highest figure counts, and Meta names the minutes to wait', () => {
    expect(readUsage({ 'x-business-use-case-usage': business }, now)).toEqual({
      percent: 100,
      notBefore: new Date('2026-11-23T10:07:00Z'),
    });
    expect(readUsage({ 'x-app-usage': JSON.stringify(fixture('graph/usage-app')) }, now)).toEqual({
      percent: 42,
      notBefore: null,
    });
  });

  it('another account’s figures slow nobody down', () => {
    expect(readUsage({ 'x-business-use-case-usage': business }, now, '17841400000000999')).toBeUndefined();
    expect(readUsage({ 'x-business-use-case-usage': business }, now, '17841400000000111')?.percent).toBe(100);
  });

  it('a header that is absent or odd is passed over', () => {
    for (const text of ['', '{', 'null', '7', '[]'])
      expect(readUsage({ 'x-app-usage': text }, now)).toBeUndefined();
    expect(readUsage({}, now)).toBeUndefined();
    fc.assert(
      fc.property(
        fc.string(),
        fc.json(),
        (a, b) => void readUsage({ 'x-app-usage': a, 'x-business-use-case-usage': b }, now),
      ),
    );
  });
});

describe('paging', () => {
  it('goes on while there is a next page, empty pages included, and ends without one', () => {
    expect(nextCursor(graphPage.parse(fixture('graph/page-with-more')))).toBe('QUZU');
    expect(nextCursor(graphPage.parse(fixture('graph/page-empty-with-more')))).toBe('QUZU');
    expect(nextCursor(graphPage.parse(fixture('instagram/stories')))).toBeUndefined();
    expect(nextCursor({ data: [], paging: { next: 'https://x.invalid/?after=A%2BB' } })).toBe('A+B');
    expect(nextCursor({ data: [], paging: { next: 'nonsense' } })).toBeUndefined();
  });
});

describe('a batch', () => {
  it('keeps order, and each part its own fate', () => {
    const parts = readBatch(fixture('graph/batch'), 5);
    expect(parts?.map((part) => (part.kind === 'answer' ? part.status : part.kind))).toEqual([
      200,
      400,
      'uncertain',
      200,
      'uncertain',
    ]);
    expect(parts?.[0]).toMatchObject({
      headers: { 'x-business-use-case-usage': expect.stringContaining('instagram') },
    });
  });

  it('an unreadable part costs no other', () => {
    const parts = readBatch([{ code: 200, body: '{' }, { code: 'x' }, 7, { code: 200, body: '{}' }], 4);
    expect(parts?.map((part) => part.kind)).toEqual(['uncertain', 'uncertain', 'uncertain', 'answer']);
  });

  it('what is not a list is no batch', () => {
    expect(readBatch({ data: [] }, 1)).toBeUndefined();
  });

  it('holds no token', () => {
    expect(batchForm(['v26.0/1/stories'])).toEqual({
      batch: '[{"method":"GET","relative_url":"v26.0/1/stories"}]',
    });
  });
});

describe('reading an answer', () => {
  const answer = (json: unknown, status = 200, headers = {}): MetaOutcome => ({
    kind: 'answer',
    status,
    headers,
    json,
  });
  const read = (outcome: MetaOutcome) => readAnswer(outcome, z.object({ id: z.string() }), now);

  it('good news is good news only with a good status and the expected shape', () => {
    expect(read(answer({ id: '1' }))).toEqual({ ok: true, data: { id: '1' }, usage: null });
    expect(read(answer({ id: 1 }))).toMatchObject({ ok: false, result: 'unknown' });
    expect(read(answer({ id: '1' }, 503))).toMatchObject({ ok: false, result: 'unavailable' });
    expect(read(answer({ id: '1' }, 404))).toMatchObject({ ok: false, result: 'unknown' });
  });

  it.each([
    ['error-token-expired', 'token', '190/463'],
    ['error-story-gone', 'missing', '100/33'],
    ['error-permission', 'permission', '10'],
    ['error-app-rate', 'throttled', '4'],
    ['error-instagram-rate', 'throttled', '80002'],
    ['error-suspected-spam', 'permission', '4/2207051'],
    ['error-fault-of-meta', 'unavailable', '2'],
    ['error-number-nobody-knows', 'unknown', '987654'],
  ])('%s comes out as %s, whatever the status', (name, result, errorCode) => {
    for (const status of [200, 400, 500]) {
      expect(read(answer(fixture(`graph/${name}`), status))).toMatchObject({ ok: false, result, errorCode });
    }
  });

  it('a throttled call is not to be repeated before the time that Meta names', () => {
    const headers = { 'x-business-use-case-usage': JSON.stringify(fixture('graph/usage-business')) };
    const failure = read(answer(fixture('graph/error-instagram-rate'), 400, headers));
    expect(failure).toMatchObject({ notBefore: new Date('2026-11-23T10:07:00Z') });
  });

  it('a moment that Meta names is kept with every answer, whatever else is wrong with it', () => {
    const headers = { 'x-business-use-case-usage': JSON.stringify(fixture('graph/usage-business')) };
    for (const json of [fixture('graph/error-fault-of-meta'), fixture('graph/error-permission'), {}])
      for (const status of [400, 503])
        expect(read(answer(json, status, headers))).toMatchObject({
          ok: false,
          notBefore: new Date('2026-11-23T10:07:00Z'),
        });
  });

  it('what never was answered is unavailable', () => {
    expect(read({ kind: 'not_sent', reason: 'x' })).toMatchObject({ result: 'unavailable', details: 'x' });
    expect(read({ kind: 'uncertain', reason: 'y' })).toMatchObject({ result: 'unavailable', details: 'y' });
  });
});

it('the proof of an app secret is the lower-case hex HMAC-SHA256 of the token', () => {
  // RFC 4231, test case 2.
  expect(appsecretProof('what do ya want for nothing?', 'Jefe')).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
});
