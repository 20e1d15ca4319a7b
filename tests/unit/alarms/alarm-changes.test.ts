import { describe, expect, test } from 'vitest';
import { alarmChanges } from '#lib/alarms/alarm-changes.ts';

const now = new Date('2030-05-05T12:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);

describe('the alarms of a kind', () => {
  test('open for what is new, each thing once, in the order of things', () => {
    const found = [{ thing: 'b' }, { thing: 'a', detail: { n: 1 } }, { thing: 'b', detail: { n: 2 } }];
    expect(alarmChanges([], found, now)).toEqual({
      opened: [
        { thing: 'a', detail: { n: 1 } },
        { thing: 'b', detail: { n: 2 } },
      ],
      ended: [],
    });
  });

  test('end for what is so no more', () => {
    const open = [{ thing: 'a', detail: {}, lastAt: ago(1) }];
    expect(alarmChanges(open, [], now)).toEqual({ opened: [], ended: ['a'] });
  });

  test.each<[string, number, Record<string, number>, boolean]>([
    ['is left alone within the minute', 59, { n: 1 }, false],
    ['is noted again after a minute', 60, { n: 1 }, true],
    ['is noted at once when a fact has changed', 1, { n: 2 }, true],
    ['is noted at once when a fact has come', 1, { n: 1, more: 1 }, true],
    ['is noted at once when a fact has gone', 1, {}, true],
  ])('and what stays so %s', (_, seconds, detail, noted) => {
    const open = [{ thing: 'a', detail: { n: 1 }, lastAt: ago(seconds) }];
    const found = [{ thing: 'a', detail }];
    expect(alarmChanges(open, found, now)).toEqual({ opened: noted ? found : [], ended: [] });
  });
});
