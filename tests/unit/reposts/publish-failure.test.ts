import { describe, expect, it } from 'vitest';
import {
  type AskedStep,
  containerFailure,
  type FailureClass,
  type FailureKey,
  publishFailure,
} from '#lib/reposts/publish-failure.ts';

const at = (code: number, subcode: number | null, asked: AskedStep, status = 400) => {
  const { class: found, key } = publishFailure({ code, subcode }, { status, asked });
  return [found, key];
};

/** Every error of Meta's page, and those that only clients have seen, as they meet a publication. */
const publishing: [number, number | null, FailureClass, FailureKey][] = [
  [-2, 2207003, 'container', 'media_fetch_slow'],
  [-2, 2207020, 'container', 'media_expired'],
  [-1, 2207001, 'uncertain', 'instagram_trouble'],
  [-1, 2207032, 'container', 'upload_failed'],
  [-1, 2207053, 'container', 'upload_failed'],
  [1, 2207057, 'person', 'thumbnail_offset'],
  [4, 2207051, 'person', 'suspected_spam'],
  [9, 2207042, 'wait', 'publishing_quota'],
  [24, 2207006, 'container', 'container_missing'],
  [24, 2207008, 'uncertain', 'container_missing'],
  [25, 2207050, 'person', 'account_restricted'],
  [100, 2207023, 'person', 'media_type'],
  [100, 2207028, 'person', 'carousel'],
  [100, 2207035, 'person', 'product_tags'],
  [100, 2207036, 'person', 'product_tags'],
  [100, 2207037, 'person', 'product_tags'],
  [100, 2207040, 'person', 'product_tags'],
  [352, 2207026, 'person', 'video_format'],
  [9004, 2207052, 'container', 'media_fetch'],
  [9007, 2207027, 'poll', 'not_ready'],
  [36000, 2207004, 'person', 'image_size'],
  [36001, 2207005, 'person', 'image_format'],
  [36003, 2207009, 'container', 'image_ratio'],
  [36004, 2207010, 'person', 'caption_length'],
  [100, 2207076, 'container', 'video_fetch'],
  [100, 2207077, 'container', 'video_fetch'],
  [100, 2207082, 'container', 'video_fetch'],
  [36001, 2207083, 'person', 'image_format'],
  [100, 2207085, 'container', 'upload_failed'],
  // The code alone, and Graph's own.
  [-2, null, 'container', 'media_fetch_slow'],
  [-1, null, 'uncertain', 'instagram_trouble'],
  [1, null, 'uncertain', 'instagram_trouble'],
  [2, null, 'uncertain', 'instagram_trouble'],
  [3, null, 'person', 'permission'],
  [4, null, 'wait', 'rate'],
  [9, null, 'wait', 'publishing_quota'],
  [10, null, 'person', 'permission'],
  [17, null, 'wait', 'rate'],
  [24, null, 'uncertain', 'container_missing'],
  [25, null, 'person', 'account_restricted'],
  [32, null, 'wait', 'rate'],
  [100, null, 'person', 'parameter'],
  [100, 33, 'uncertain', 'container_missing'],
  [102, null, 'token', 'token'],
  [190, 463, 'token', 'token'],
  [200, null, 'person', 'permission'],
  [299, null, 'person', 'permission'],
  [352, null, 'person', 'video_format'],
  [368, null, 'person', 'restricted'],
  [506, null, 'person', 'duplicate'],
  [613, 1996, 'wait', 'rate'],
  [9004, null, 'container', 'media_fetch'],
  [9007, null, 'poll', 'not_ready'],
  [36003, null, 'container', 'image_ratio'],
  [80002, null, 'wait', 'rate'],
];

describe('an error of Meta, by its numbers', () => {
  it.each(publishing)('%s/%s while publishing is %s: %s', (code, subcode, expected, key) => {
    expect(at(code, subcode, 'publish')).toEqual([expected, key]);
  });

  it('whose number nobody knows is uncertain with a 5xx, and a refusal with a 4xx', () => {
    expect(at(987_654, null, 'publish', 500)).toEqual(['uncertain', 'instagram_trouble']);
    expect(at(987_654, 7, 'publish', 503)).toEqual(['uncertain', 'instagram_trouble']);
    expect(at(987_654, null, 'publish', 400)).toEqual(['person', 'refused']);
  });

  it('whose status is a 5xx keeps the meaning of a number that is known', () => {
    expect(at(9007, 2207027, 'publish', 500)).toEqual(['poll', 'not_ready']);
  });

  it('is never uncertain where nothing that anybody sees can have happened', () => {
    for (const asked of ['container', 'read'] as const) {
      for (const [code, subcode] of publishing)
        for (const status of [400, 500])
          expect(['uncertain', 'poll']).not.toContain(at(code, subcode, asked, status)[0]);
      expect(at(2, null, asked)).toEqual(['again', 'instagram_trouble']);
    }
  });

  it('says what is missing by what was asked for', () => {
    expect(at(100, 33, 'container')).toEqual(['person', 'account_missing']);
    expect(at(100, 33, 'read')).toEqual(['container', 'container_missing']);
    expect(at(9, 2207042, 'container')).toEqual(['wait', 'container_limit']);
  });
});

describe('a container that ended as ERROR', () => {
  const sentence = (number: number) => `Error: Media upload has failed with error code ${number}`;
  it.each([
    [2207026, 'person', 'video_format'],
    [2207076, 'container', 'video_fetch'],
    [2207003, 'container', 'media_fetch_slow'],
    [2207001, 'container', 'instagram_trouble'],
    [36003, 'container', 'image_ratio'],
    [36000, 'person', 'image_size'],
    [2299999, 'container', 'upload_failed'],
  ])('says why inside its sentence: %s is %s, %s', (number, expected, key) => {
    expect(containerFailure(sentence(number))).toEqual({
      class: expected,
      key,
      errorCode: String(number),
    });
  });

  it('without a number gets another container', () => {
    for (const text of [null, '', 'Error'])
      expect(containerFailure(text)).toEqual({ class: 'container', key: 'upload_failed', errorCode: null });
  });
});
