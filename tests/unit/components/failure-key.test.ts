import { describe, expect, it } from 'vitest';
import { type FailureKey, failureKey } from '#components/story/failure-key.ts';
import messages from '#lib/i18n/messages/en.json';
import { classifyGraphError, type ErrorClass } from '#lib/meta/classify.ts';

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);

/** Every code of Meta's list, with its class and its sentence. Source: business-messaging/whatsapp/support/error-codes. */
const list: [number[], ErrorClass, FailureKey][] = [
  [[0, 190], 'token', 'token'],
  [[1, 2, 131000, 131016], 'transient', 'meta'],
  [[3, 10, ...range(200, 299), 131005], 'permission', 'permission'],
  [[33], 'missing', 'senderGone'],
  [[100, 131008, 131009, 131051, 135000], 'permanent', 'request'],
  [[4, 80007, 130429, 131056, 131057], 'throttled', 'busy'],
  [[131048], 'throttled', 'spam'],
  [[131064], 'throttled', 'violations'],
  [[133004, 133015, 133016], 'throttled', 'registration'],
  [[368, 131031], 'policy', 'account'],
  [[130497], 'recipient', 'country'],
  [[130403], 'recipient', 'blocked'],
  [[130472, 131049], 'recipient', 'limited'],
  [[131021], 'recipient', 'self'],
  [[131026], 'recipient', 'undeliverable'],
  [[131030], 'recipient', 'testList'],
  [[131037], 'policy', 'displayName'],
  [[131042, 134011], 'policy', 'payment'],
  [[131045, 133000, 133005, 133006, 133008, 133009, 133010], 'permanent', 'registration'],
  [[131047], 'recipient', 'window'],
  [[131050], 'recipient', 'stopped'],
  [[131052, 131053], 'permanent', 'media'],
  [[131055, 134100, 134101, 134102, 1752041], 'permanent', 'marketing'],
  [[131062], 'recipient', 'needsPhone'],
  [[131063], 'policy', 'marketing'],
  [[132001, 132005, 132007, 132008, 132015, 132016], 'template', 'template'],
  [[132000, 132012, 132018], 'template', 'blanks'],
  [[132068, 132069], 'template', 'flow'],
  [[131020, 131041, ...range(131201, 131215)], 'permanent', 'groups'],
];

describe('failureKey', () => {
  it.each(list.flatMap(([codes, errorClass, key]) => codes.map((code) => [code, errorClass, key] as const)))(
    'code %i is %s, and has the sentence %s',
    (code, errorClass, key) => {
      expect(classifyGraphError({ code, subcode: null }).class).toBe(errorClass);
      expect(failureKey(code)).toBe(key);
    },
  );

  it.each([2388019, 2388024, 2388039, 2388040, 2388047, 2388072, 2388073, 2388293, 2388299])(
    'subcode %i of 100 is about a template, whichever way it is written',
    (subcode) => {
      expect(classifyGraphError({ code: 100, subcode }).class).toBe('template');
      expect(failureKey(subcode)).toBe('template');
    },
  );

  it('every sentence says what happened and what comes next', () => {
    const keys = new Set([...list.map(([, , key]) => key), 'unknown', 'unnamed', 'token'] as FailureKey[]);
    expect(Object.keys(messages.failure).toSorted()).toEqual([...keys].toSorted());
    for (const sentence of Object.values(messages.failure))
      expect(sentence).toMatch(/^(Not (sent|delivered): |Failed).+[.;] ?.+\.$/);
  });

  it('keeps the code readable where it is not known', () => {
    expect([failureKey(999999), failureKey(null)]).toEqual(['unknown', 'unnamed']);
    expect(messages.failure.unknown).toContain('{code}');
  });
});
