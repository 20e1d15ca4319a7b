import { describe, expect, test } from 'vitest';
import { comingBackStands, leavingStands } from '#lib/numbers/newer-word.ts';

const at = new Date('2026-11-24T09:00:00Z');
const before = new Date(at.getTime() - 1_000);
const after = new Date(at.getTime() + 1_000);

describe('the newer word counts, by the clock of WhatsApp', () => {
  test.each([
    ['that never asked to hear', null, true],
    ['that asked to hear before', before, true],
    ['that asked to hear in the same second', at, true],
    ['that has asked to hear since', after, false],
  ])('leaving, for a phone %s', (_, askedAt, stands) => {
    expect(leavingStands(at, askedAt)).toBe(stands);
  });

  test.each([
    ['that never left', null, true],
    ['that left before', before, true],
    ['that left in the same second', at, false],
    ['that has left since', after, false],
  ])('coming back, for a phone %s', (_, optedOutAt, stands) => {
    expect(comingBackStands(at, optedOutAt)).toBe(stands);
  });
});
