import { describe, expect, it } from 'vitest';
import { readAccountDraft, readPageAccount } from '#lib/instagram/account-draft.ts';
import { readStoryDraft } from '#lib/instagram/story-draft.ts';
import { joinListings, readStoryPage, storiesPath } from '#lib/instagram/story-page.ts';
import { tokenDebugWire, tokenFacts } from '#lib/instagram/token-facts.ts';
import type { MetaOutcome } from '#lib/meta/outcome.ts';
import { graphPage } from '#lib/meta/paging.ts';
import { fixture } from '#tests/fixtures/fixture.ts';

const account = '17841400000000111';
const now = new Date('2026-11-23T10:00:00Z');
const answer = (json: unknown, headers = {}): MetaOutcome => ({ kind: 'answer', status: 200, headers, json });

describe('a story', () => {
  it('is read with all that Instagram tells', () => {
    expect(readStoryDraft(account, fixture('instagram/story-image'))).toEqual({
      mediaId: '18000000000000001',
      igUserId: account,
      kind: 'image',
      postedAt: new Date('2026-11-23T07:20:00Z'),
      mediaUrl: 'https://scontent.example.invalid/1.jpg?oe=6BFA0000',
      thumbnailUrl: null,
      permalink: 'https://www.instagram.com/stories/demo.brand.es/301',
      caption: 'Morning in Madrid',
      username: 'demo.brand.es',
    });
  });

  it('without a media link is a story all the same', () => {
    const draft = readStoryDraft(account, fixture('instagram/story-video-without-media-link'));
    expect(draft).toMatchObject({
      kind: 'video',
      mediaUrl: null,
      thumbnailUrl: expect.stringContaining('/3.jpg'),
    });
  });

  it.each([
    null,
    [],
    {},
    { id: '1' },
    { id: '1', media_type: 'CAROUSEL_ALBUM', timestamp: '2026-11-23T07:20:00+0000' },
  ])('%j is none', (json) => {
    expect(readStoryDraft(account, json)).toBeUndefined();
  });
});

describe('a list of stories', () => {
  const story = fixture('instagram/story-image') as Record<string, unknown>;

  it('one unreadable item costs no other, and is counted', () => {
    const { listing } = readStoryPage(
      account,
      answer({ data: [story, { id: 7 }, { ...story, id: '2' }] }),
      now,
    );
    expect(listing).toMatchObject({
      ok: true,
      unreadable: 1,
      stories: [{ mediaId: story['id'] }, { mediaId: '2' }],
    });
  });

  it('a story that slid onto the next page is there once', () => {
    const first = readStoryPage(account, answer({ data: [story, { ...story, id: '2' }] }), now).listing;
    const second = readStoryPage(
      account,
      answer({
        data: [
          { ...story, id: '2' },
          { ...story, id: '3' },
        ],
      }),
      now,
    ).listing;
    const joined = joinListings(first, second);
    expect(joined.ok && joined.stories.map(({ mediaId }) => mediaId)).toEqual([story['id'], '2', '3']);
  });

  it('half a list is no list: a later page that fails fails it', () => {
    const first = readStoryPage(account, answer({ data: [story] }), now).listing;
    const second = readStoryPage(account, answer(fixture('graph/error-app-rate')), now).listing;
    expect(joinListings(first, second)).toMatchObject({ ok: false, result: 'throttled' });
    expect(joinListings(second, first)).toMatchObject({ ok: false, result: 'throttled' });
  });

  it('the usage of this account alone is told', () => {
    const usage = { 'x-business-use-case-usage': JSON.stringify(fixture('graph/usage-business')) };
    expect(readStoryPage(account, answer({ data: [] }, usage), now).listing).toMatchObject({
      usage: { percent: 100 },
    });
    expect(readStoryPage('17841400000000112', answer({ data: [] }, usage), now).listing).toMatchObject({
      usage: null,
    });
  });

  it('is asked for by fields, never by counts that do not exist for stories', () => {
    const path = storiesPath('v26.0', account, 'A+B');
    expect(path).toMatch(/^v26\.0\/17841400000000111\/stories\?fields=id%2Cmedia_type/);
    expect(path).toContain('after=A%2BB');
    expect(path).not.toContain('count');
  });
});

describe('accounts', () => {
  it('are found behind Pages; a Page without one is no fault', () => {
    const pages = graphPage.parse(fixture('instagram/pages')).data.map(readPageAccount);
    expect(pages).toEqual([
      {
        igUserId: account,
        username: 'demo.brand.es',
        name: 'Demo Brand España',
        profilePictureUrl: 'https://scontent.example.invalid/es.jpg',
      },
      null,
    ]);
  });

  it('without a name go by their handle, and without a handle by their id', () => {
    const found = graphPage.parse(fixture('instagram/accounts-of-business')).data.map(readAccountDraft);
    expect(found.map((each) => each?.name)).toEqual(['デモブランド', 'demo.brand.br']);
    expect(readAccountDraft({ id: '1' })).toMatchObject({ username: '1', name: '1' });
    expect(readAccountDraft({ username: 'x' })).toBeUndefined();
  });
});

describe('facts of a token', () => {
  it('an expiry of 0 means never', () => {
    const facts = tokenFacts(tokenDebugWire.parse(fixture('instagram/token-good')));
    expect(facts).toMatchObject({
      valid: true,
      expiresAt: new Date('2027-01-15T08:00:00Z'),
      dataExpiresAt: null,
    });
    expect(facts.targets).toEqual({ instagram_basic: [account], pages_show_list: [] });
  });

  it('a revoked one says why', () => {
    const facts = tokenFacts(tokenDebugWire.parse(fixture('instagram/token-revoked')));
    expect(facts).toMatchObject({ valid: false, expiresAt: null, error: { code: 190, subcode: 460 } });
  });
});
