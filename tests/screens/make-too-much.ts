import { eventually } from '../support/eventually.ts';
import type { Launched } from '../support/launched.ts';
import type { Connection } from '#db/client.ts';

/** As many characters as the longest name that somebody would still give. */
const longest = 40;

/**
 * Far more than a brand has, and longer: names of forty characters, a region
 * with twelve accounts, two hundred stories that nobody has seen, a full board
 * and one story of which everybody says something. Written into the database,
 * except for the story that all phones are told of.
 */
export async function makeTooMuch(
  launched: Launched,
  post: (account: string) => Promise<unknown>,
): Promise<void> {
  const owner = await launched.database();
  await makeLong(owner);
  await makeAccounts(owner);
  await makeStories(owner);
  const before = await countDelivered(owner);
  await post('kilnbird.br');
  await eventually(
    'many phones were told',
    async () => (await countDelivered(owner)) > before + 100,
    180_000,
  );
  await makeTalk(owner);
  await owner.close();
}

const countDelivered = async ({ sql }: Connection): Promise<number> =>
  (
    await sql<{ count: number }[]>`select count(*)::int as count from message where delivered_at is not null`
  )[0]!.count;

async function makeLong({ sql }: Connection): Promise<void> {
  // The walks find the demo brand's regions and people by how their names begin.
  await sql`update region set name = left(name || ', Mitteleuropa & the Överseas Territories', ${longest})
    where name in ('Brazil', 'Germany', 'United States', 'Argentina')`;
  await sql`update region_group set name = 'Europe, the Middle East and Northern Africa' where name = 'EMEA'`;
  await sql`update number set label = left(label || ': Donaudampfschifffahrtsgesellschaft, Kasse', ${longest})
    where shortened ~ '[05]$'`;
  await sql`
    with made as (
      insert into "user" (id, name)
      select gen_random_uuid(), rpad('Person ' || lpad(n::text, 2, '0') || ' with a name that needs room', ${longest}, ' Müller-Lüdenscheidt')
      from generate_series(1, 24) n returning id)
    insert into "grant" (id, user_id, role, region_id)
    select gen_random_uuid(), m.id, 'editor', r.id from made m
      cross join (select id from region order by name limit 3) r`;
}

/** As long as Instagram lets a handle be, which is thirty. */
async function makeAccounts({ sql }: Connection): Promise<void> {
  await sql`
    insert into account (id, ig_user_id, username, name, region_id, token_id, first_checked_at, last_good_check_at, not_before)
    select gen_random_uuid(), '99' || lpad(n::text, 15, '0'),
      left('kilnbird_nordost_werkstatt_und_laden', 27) || '_' || lpad(n::text, 2, '0'),
      left('Kilnbird Nordost, Werkstatt, Laden und Schule', ${longest}), of.region_id, of.token_id, now(), now(),
      now() + interval '2 days'
    from generate_series(1, 11) n, account of where of.username = 'kilnbird.br'`;
}

/** With the pictures that the sandbox posted, again and again. */
async function makeStories({ sql }: Connection): Promise<void> {
  await sql`
    with picture as (
      select id, kind, row_number() over (order by posted_at) - 1 as at, count(*) over () as of
      from story where media_state = 'archived'),
    place as (
      select id, region_id, row_number() over (order by username) - 1 as at, count(*) over () as of
      from account where region_id is not null),
    made as materialized (
      select gen_random_uuid() as id, gen_random_uuid() as burst_id, n, now() - n * interval '6 minutes' as posted_at,
        place.id as account_id, place.region_id, picture.id as picture_id, picture.kind
      from generate_series(1, 200) n
        join place on place.at = n * 7 % place.of join picture on picture.at = n % picture.of),
    bursts as (insert into burst (id, account_id, starts_at) select burst_id, account_id, posted_at from made),
    stories as (
      insert into story (id, account_id, media_id, region_id, burst_id, code, kind, posted_at, found_at, expires_at,
        caption, alerted, media_state)
      select id, account_id, '88' || lpad(n::text, 15, '0'), region_id, burst_id, 'T' || upper(left(md5(n::text), 6)), kind,
        posted_at, posted_at, posted_at + interval '24 hours',
        case n % 4 when 0 then 'النافذة الجديدة في المتجر @kilnbird.br، من الخميس 14:30 إلى 18:00'
          when 1 then '新しい釉薬のテストです。明日の朝、窯を開けます。'
          when 2 then 'Neue Glasuren aus der Brennofenversuchswerkstatt, ab Donnerstag in allen Läden zu sehen, solange sie da sind: kommt vorbei und bringt jemanden mit.'
        end, false, 'archived' from made)
    insert into media (id, story_id, rendition, storage_key, mime_type, bytes, sha256, width, height)
    select gen_random_uuid(), made.id, m.rendition, m.storage_key, m.mime_type, m.bytes, m.sha256, m.width, m.height
    from made join media m on m.story_id = made.picture_id`;
}

/** Flags in every column, and on Brazil's newest story one for every region, and notes from everybody. */
async function makeTalk({ sql }: Connection): Promise<void> {
  await sql`
    insert into flag (id, story_id, region_id, kind, state, urgent, words, by_user_id, owner_user_id, created_at)
    select gen_random_uuid(), s.id, r.id, (array['repost', 'needs_edit', 'problem'])[1 + n % 3],
      (array['open', 'open', 'taken', 'reposting'])[1 + n % 4], n % 5 = 0,
      case when n % 2 = 0 then 'Could we have this with our own music and without the price, which is another one here, before the weekend?' end,
      u.id, case when n % 4 > 1 then u.id end, s.posted_at
    from (select *, row_number() over (order by posted_at desc) as n from story where not alerted limit 60) s
      join (select id, row_number() over (order by name) as at from region where archived_at is null) r on r.at = 1 + s.n % 30
      join (select id, row_number() over (order by name desc) as at from "user") u on u.at = 1 + s.n % 20`;
  await sql`
    with newest as (select s.id from story s join account a on a.id = s.account_id
      where a.username = 'kilnbird.br' and s.alerted order by s.posted_at desc limit 1),
    notes as (
      insert into note (id, story_id, words, by_user_id, at)
      select gen_random_uuid(), newest.id,
        (array['So good', 'Das ist die schönste Glasurversuchsreihenzusammenstellung des Jahres.', 'هذا جميل جدًا @kilnbird.br',
          'https://www.kilnbird.example/a/long/address/that/has/no/place/to/break/until/its/very/end?and=more'])[1 + u.at % 4],
        u.id, now() - u.at * interval '1 minute'
      from newest, (select id, row_number() over (order by name desc) as at from "user") u where u.at <= 24)
    insert into flag (id, story_id, region_id, kind, words, by_user_id)
    select gen_random_uuid(), newest.id, r.id, 'repost', 'For our window as well', u.id
    from newest, (select id from region where archived_at is null order by name limit 12) r,
      (select id from "user" order by name desc limit 1) u`;
}
