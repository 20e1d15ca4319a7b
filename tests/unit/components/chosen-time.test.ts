import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chosenOf, momentOf } from '#components/reposts/chosen-time.ts';

const zones = ['Europe/Lisbon', 'America/Sao_Paulo', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Asia/Tokyo'];

describe('a chosen time', () => {
  it('means the same moment when its form is opened again, in the hour that comes twice, too', () => {
    const aroundTheChange = Date.parse('2026-10-25T00:00:00Z');
    for (let minute = -120; minute < 240; minute += 10) {
      const at = new Date(aroundTheChange + minute * 60_000).toISOString();
      expect(momentOf(chosenOf(at, 'Europe/Lisbon'), 'Europe/Lisbon')).toBe(at);
    }
  });

  it('does so in every zone, at any minute', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: Date.parse('2026-01-01') / 60_000, max: Date.parse('2028-01-01') / 60_000 }),
        (zone, minute) => {
          const at = new Date(minute * 60_000).toISOString();
          expect(momentOf(chosenOf(at, zone), zone)).toBe(at);
        },
      ),
    );
  });

  it('is none while nothing readable is typed, or where the clocks skip it', () => {
    const at = (wall: string) => momentOf({ when: 'at', wall, which: 'later' }, 'Europe/Lisbon');
    expect(at('')).toBeUndefined();
    expect(at('2026-03-29T01:30')).toBeUndefined();
    expect(momentOf({ when: 'now', wall: '', which: 'later' }, 'Europe/Lisbon')).toBeNull();
  });
});
