import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, note, story, user } from '#db/schema.ts';
import type { FeedFilter } from '#lib/feed/feed-filter.ts';
import { listFeed } from '#lib/feed/queries/list-feed.ts';
import { addRegionGroup } from '#lib/regions/commands/region-groups.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import {
  adminEverywhere,
  sampleAccount,
  sampleRegion,
  sampleStory,
  tester,
} from '#tests/support/sample-brand.ts';

const actor = adminEverywhere();
const now = new Date('2026-11-25T12:00:00Z');
const captions = {
  paulo: 'Manhã em São Paulo ☕️ 50%',
  tokyo: '東京の新しいカフェ',
  bangkok: 'เปิดร้านใหม่ที่กรุงเทพ',
  cairo: 'مَقهى جديد في القاهرة',
  strasse: 'Neue Straße, ＷＩＤＥ letters',
  silent: null,
};
type Name = keyof typeof captions;

let test: TestDatabase;
let brazil: string;
let groupId: string;
const codes = new Map<string, Name>();

beforeAll(async () => {
  test = await testDatabase();
  groupId = (await addRegionGroup(test.db, { actor: tester, name: 'LatAm' })).id;
  brazil = await sampleRegion(test.db, { name: 'Brazil', groupId });
  const elsewhere = await sampleRegion(test.db, { name: 'Everywhere else' });
  const [there, here] = [await sampleAccount(test.db, elsewhere), await sampleAccount(test.db, brazil)];
  await test.db.update(account).set({ username: 'kiln.br', name: 'Kiln Brasil' }).where(eq(account.id, here));
  const names = Object.keys(captions) as Name[];
  for (const [at, name] of names.entries()) {
    const own = name === 'paulo';
    const made = await sampleStory(test.db, {
      accountId: own ? here : there,
      regionId: own ? brazil : elsewhere,
      // One every nine hours back from now: three of six are still live.
      postedAt: new Date(now.getTime() - at * 9 * 60 * 60_000),
      kind: name === 'tokyo' ? 'video' : 'image',
    });
    codes.set(made.code, name);
    await test.db
      .update(story)
      .set({
        caption: captions[name],
        ...(name === 'silent' && { mediaState: 'none', mediaReason: 'copyright' }),
      })
      .where(eq(story.id, made.id));
    if (name === 'silent') {
      const [writer] = await test.db.insert(user).values({ name: 'Writer' }).returning({ id: user.id });
      await test.db
        .insert(note)
        .values({ storyId: made.id, words: 'À la une demain', byUserId: writer!.id, at: now });
    }
  }
});
afterAll(() => test.close());

const found = async (filter: FeedFilter, timeZone = 'UTC') =>
  (await listFeed(test.db, { actor, filter, timeZone, now })).stories.map(({ code }) => codes.get(code));

describe('the feed is narrowed down', () => {
  it.each<[string, () => FeedFilter, Name[]]>([
    ['by region', () => ({ region: brazil }), ['paulo']],
    ['by group', () => ({ group: groupId }), ['paulo']],
    ['by account', () => ({ account: 'kiln.br' }), ['paulo']],
    ['to videos', () => ({ kind: 'video' }), ['tokyo']],
    ['to what is live', () => ({ standing: 'live' }), ['paulo', 'tokyo', 'bangkok']],
    ['to what has ended', () => ({ standing: 'ended' }), ['cairo', 'strasse', 'silent']],
    ['to what has no picture', () => ({ standing: 'missing' }), ['silent']],
    ['by a first day', () => ({ from: '2026-11-25' }), ['paulo', 'tokyo']],
    ['by a last day', () => ({ to: '2026-11-23' }), ['silent']],
    ['by both', () => ({ from: '2026-11-24', to: '2026-11-24' }), ['bangkok', 'cairo', 'strasse']],
    ['by all at once', () => ({ region: brazil, kind: 'image', standing: 'live', q: 'manha' }), ['paulo']],
    ['to nothing', () => ({ region: brazil, kind: 'video' }), []],
  ])('%s', async (_what, filter, expected) => {
    expect(await found(filter())).toEqual(expected);
  });

  it('by days of the reader’s zone', async () => {
    // 03:00 in UTC on the 25th is still the 24th in New York.
    expect(await found({ from: '2026-11-25' }, 'America/New_York')).toEqual(['paulo']);
  });
});

describe('a feed that a filter leaves empty', () => {
  const hidden = async (filter: FeedFilter) =>
    (await listFeed(test.db, { actor, filter, timeZone: 'UTC', now })).hidden;

  it('says of each part how many stories there would be without it', async () => {
    expect(await hidden({ region: brazil, kind: 'video' })).toEqual([
      { field: 'region', count: 1 },
      { field: 'kind', count: 1 },
    ]);
    expect(await hidden({ kind: 'image', standing: 'missing', q: 'manha' })).toEqual([
      { field: 'standing', count: 1 },
      { field: 'q', count: 1 },
    ]);
  });

  it('names no part where only several together would leave some', async () => {
    expect(await hidden({ region: brazil, kind: 'video', standing: 'ended' })).toEqual([]);
  });

  it('asks for none of it while there is a story, or nothing is narrowed down', async () => {
    expect(await hidden({ region: brazil })).toBeUndefined();
    expect(await hidden({})).toBeUndefined();
  });
});

describe('a search finds', () => {
  it.each<[string, string, Name[]]>([
    ['a word without its accents', 'sao', ['paulo']],
    ['a word with accents that are not there', 'mãnha', ['paulo']],
    ['capitals for small letters', 'PAULO', ['paulo']],
    ['a part of a word', 'aul', ['paulo']],
    ['words in any order, each somewhere', 'brasil manhã', ['paulo']],
    ['signs that mean something to databases', '50%', ['paulo']],
    ['no more with such a sign alone', '_', []],
    ['Japanese', 'カフェ', ['tokyo']],
    ['Thai', 'ร้านใหม่', ['bangkok']],
    ['Arabic without its vowel signs', 'مقهى', ['cairo']],
    ['wide letters', 'wide', ['strasse']],
    ['what a note says', 'a la UNE', ['silent']],
    ['the account’s name', 'kiln brasil', ['paulo']],
    ['the region', 'brazil', ['paulo']],
  ])('%s', async (_what, q, expected) => {
    expect(await found({ q })).toEqual(expected);
  });

  it('a story by its code', async () => {
    const [code, name] = [...codes][3]!;
    expect(await found({ q: code.toLowerCase() })).toEqual([name]);
  });
});
