import { describe, expect, it } from 'vitest';
import { ringArc } from '#components/ring/ring-arc.ts';

describe('ringArc', () => {
  it('starts where the hand stands and ends at twelve', () => {
    expect(ringArc(6, 24, 20)).toBe('M44 24A20 20 0 1 1 24 4');
    expect(ringArc(12, 24, 20)).toBe('M24 44A20 20 0 0 1 24 4');
    expect(ringArc(18, 24, 20)).toBe('M4 24A20 20 0 0 1 24 4');
  });

  it('is nearly the whole ring for a story that was just posted', () => {
    expect(ringArc(0, 24, 20)).toMatch(/^M24\.\d+ 4A20 20 0 1 1 24 4$/);
  });

  it('is nothing when the day is over', () => {
    expect(ringArc(24, 24, 20)).toBeNull();
  });
});
