import { describe, expect, it } from 'vitest';
import { failureKey } from '#components/story/failure-key.ts';
import messages from '#lib/i18n/messages/en.json';

describe('failureKey', () => {
  it.each([
    [131026, 'undeliverable'],
    [131047, 'window'],
    [131053, 'media'],
    [132001, 'template'],
    [190, 'token'],
    [999999, 'unknown'],
    [null, 'unnamed'],
  ] as const)('takes %s for %s', (code, key) => {
    expect(failureKey(code)).toBe(key);
    expect(messages.failure[key]).toMatch(/\w/);
  });

  it('keeps the code readable where it is not known', () => {
    expect(messages.failure.unknown).toContain('{code}');
  });
});
