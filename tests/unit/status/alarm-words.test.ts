import { createTranslator } from 'next-intl';
import { expect, test } from 'vitest';
import messages from '#lib/i18n/messages/en.json';
import { worstFirst } from '#lib/status/alarm-order.ts';
import { alarmKinds, isGrave } from '#lib/words.ts';

test('every kind of alarm has its place in the order, once, the grave ones before the others', () => {
  expect(worstFirst.toSorted()).toEqual(alarmKinds.toSorted());
  const grave = worstFirst.map(isGrave);
  expect(grave).toEqual(grave.toSorted((a, b) => Number(b) - Number(a)));
});

test.each(alarmKinds)(
  'an alarm of kind %s has a sentence for one and for many, and what to do next',
  (kind) => {
    const faults: unknown[] = [];
    const t = createTranslator({
      locale: 'en',
      messages,
      namespace: 'status',
      onError: (error) => faults.push(error),
    });
    const facts = { used: 7, limit: 250, days: 3, kind: 'story' };
    for (const count of [1, 4]) expect(t(`alarm.${kind}.what`, { ...facts, count })).not.toContain('{');
    expect(t(`alarm.${kind}.do`).length).toBeGreaterThan(20);
    expect(faults).toEqual([]);
  },
);
