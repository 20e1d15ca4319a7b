import { expect, it } from 'vitest';
import { uploadFailure } from '#components/brand/upload-failure.ts';
import messages from '#lib/i18n/messages/en.json';

const ours = { error: { code: 'invalid', message: 'Choose a PNG.', field: 'logo' } } as const;

it.each([
  ['nothing came back', null, null, 'network'],
  ['it is too large for us', 413, ours, 'tooLarge'],
  ['it is too large for what stands before us', 413, null, 'tooLarge'],
  ['the session is over', 401, ours, 'signedOut'],
  ['somebody else answered', 502, null, 'odd'],
] as const)('says why nothing was saved when %s', (_, status, answer, key) => {
  expect(uploadFailure(status, answer)).toBe(key);
  expect(messages.brand.notSaved[key]).toMatch(/^Not saved: /);
});

it('leaves a refusal of ours in its own words, with its field', () => {
  expect(uploadFailure(422, ours)).toEqual(ours.error);
});
