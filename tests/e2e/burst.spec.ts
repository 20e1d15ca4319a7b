import type { Page } from '@playwright/test';
import { checkDelivery } from '../support/check-delivery.ts';
import { eventually } from '../support/eventually.ts';
import { endIntervals, findStory, freePhones } from './support/alerts.ts';
import { inSeconds, printFigures } from './support/figures.ts';
import { closeRegions, openRegions } from './support/more-regions.ts';
import { running } from './support/running.ts';
import {
  demoRegions,
  digitsOf,
  digitsOutside,
  newsOnPhones,
  type PhoneMessage,
  postBurst,
  postStory,
} from './support/sandbox.ts';
import { signInAs } from './support/sign-in.ts';
import { expect, test } from './support/test.ts';

// Of headquarters, which posts nothing, so that it would hear of everything.
const quiet = { label: 'Tiago, legal (demo)', digits: '12025550142' };

// With those of the demo brand that post, twelve.
const furtherRegions = [
  { name: 'Italy', country: 'IT', timeZone: 'Europe/Rome', language: 'en-GB' },
  { name: 'Spain', country: 'ES', timeZone: 'Europe/Madrid', language: 'es-ES' },
  { name: 'Canada', country: 'CA', timeZone: 'America/Toronto', language: 'en-US' },
  { name: 'Korea', country: 'KR', timeZone: 'Asia/Seoul', language: 'en-US' },
];

test.afterEach(async ({ owner }) => {
  await closeRegions(owner, furtherRegions);
  await owner.sql`update number set quiet_hours = null where label = ${quiet.label}`;
});

test('a burst of nine gives each phone one message, and at the interval’s end one roll-up of eight; nobody hears twice', async ({
  page,
  owner,
}) => {
  test.setTimeout(180_000);
  await signInAs(page, 'Maya (demo editor)');
  await freePhones(owner);
  const expected = await digitsOutside('Japan');
  const arrived = await sinceNow();

  const postedAt = Date.now();
  const mediaIds = await postBurst('kilnbird.jp', 9);
  const codes = await Promise.all(mediaIds.map(async (id) => (await findStory(owner, id)).code));
  for (const code of codes) await expect(page.locator(`a[data-story="${code}"]`)).toBeVisible();
  const feedMs = Date.now() - postedAt;
  await eventually('each phone has one message and one roll-up waits for it', async () => {
    const [row] = await owner.sql<{ waiting: number }[]>`
      select count(*)::int as waiting from (
        select a.message_id from alert a join message m on m.id = a.message_id join story s on s.id = a.story_id
        where m.kind = 'rollup' and m.state = 'planned' and m.due_at > now() and s.code in ${owner.sql(codes)}
        group by a.message_id having count(*) = 8) r`;
    const now = await arrived();
    return row!.waiting === expected.length && expected.every((digits) => now.get(digits)?.length === 1);
  });
  const firstMs = Date.now() - postedAt;
  expect(await reached(arrived)).toEqual(expected);

  // Ten minutes later, by the database's books.
  const endedAt = Date.now();
  await eventually('each phone has its roll-up', async () => {
    await endIntervals(owner);
    const now = await arrived();
    return expected.every((digits) => (now.get(digits)?.length ?? 0) >= 2);
  });
  const rollUpMs = Date.now() - endedAt;
  await freePhones(owner);
  const all = await arrived();
  const english = await phonesThatRead('en');
  for (const digits of expected) {
    const [story, rollUp, ...more] = all.get(digits) as [PhoneMessage, PhoneMessage, ...PhoneMessage[]];
    expect(more).toEqual([]);
    expect(story.template).toMatch(/^storywire_story_(?!plain)/);
    expect(rollUp.template).toMatch(/^storywire_rollup_(?!plain)/);
    expect(rollUp.header?.kind).toBe('image');
    // The count, in whatever language, and whose stories they are.
    expect(rollUp.text).toMatch(/(^|[^0-9A-Za-z])8([^0-9A-Za-z]|$)/);
    expect(rollUp.text).toContain('Japan');
    if (english.has(digits)) expect(rollUp.text).toContain('8 from Japan');
  }
  expect(await reached(arrived)).toEqual(expected);

  const { accepted, lost, twice, stuck } = await checkDelivery(running().dataFolder, owner);
  expect({ lost, twice, stuck }).toEqual({ lost: [], twice: [], stuck: [] });
  printFigures(`nine stories, ${expected.length} phones`, {
    'posted to all nine on the open feed': inSeconds(feedMs),
    'posted to one message on each phone': inSeconds(firstMs),
    'interval over to one roll-up on each phone': inSeconds(rollUpMs),
    'messages accepted in this run, none twice': accepted,
  });
});

test('when twelve regions post at once each phone gets one message and one roll-up; one that is quiet stays silent, and gets one summary in the morning', async ({
  page,
  owner,
}) => {
  test.setTimeout(180_000);
  await signInAs(page, 'Noor (demo admin)');
  await makeQuiet(page);
  await freePhones(owner);
  const arrived = await sinceNow();
  const regions = await demoRegions();
  const posting = [
    ...regions.flatMap(({ accounts }) => accounts.map(({ username }) => username)),
    ...(await openRegions(owner, furtherRegions)),
  ];
  expect(posting).toHaveLength(12);
  const stories = await Promise.all(
    (await Promise.all(posting.map((each) => postStory(each)))).map((id) => findStory(owner, id)),
  );
  await eventually('all are planned', async () => {
    const rows =
      await owner.sql`select from plan where story_id in ${owner.sql(stories.map(({ id }) => id))}`;
    return rows.length === stories.length;
  });
  const awake = regions
    .flatMap(({ numbers }) => numbers.map(({ number }) => digitsOf(number)))
    .filter((digits) => digits !== quiet.digits);

  await eventually('each phone has its message', async () => {
    const now = await arrived();
    return awake.every((digits) => now.get(digits)?.length);
  });
  await eventually('each phone has its roll-up', async () => {
    await endIntervals(owner);
    const now = await arrived();
    return awake.every((digits) => (now.get(digits)?.length ?? 0) >= 2);
  });
  const waiting = async () =>
    (
      await owner.sql<{ kind: string; state: string; reason: string; stories: number }[]>`
        select m.kind, m.state, m.held_reason as reason, count(a.*)::int as stories
        from message m join number n on n.id = m.number_id join alert a on a.message_id = m.id
        where n.label = ${quiet.label} and m.state in ('planned', 'held') group by m.id`
    ).map((row) => ({ ...row }));
  expect(await waiting()).toEqual([
    { kind: 'summary', state: 'held', reason: 'quiet_hours', stories: posting.length },
  ]);
  expect((await arrived()).get(quiet.digits)).toEqual([]);

  // The morning has come: its hours were over a minute ago, and what waited for their end is due.
  await owner.sql`update number set quiet_hours = ${hoursAround(-180, -1)} where label = ${quiet.label}`;
  await freePhones(owner);
  const all = await arrived();
  for (const digits of awake) {
    const [story, rollUp, ...more] = all.get(digits) ?? [];
    expect(more).toEqual([]);
    expect(story?.template).toMatch(/^storywire_story_/);
    expect(rollUp?.template).toMatch(/^storywire_rollup_/);
  }
  const [summary, ...more] = all.get(quiet.digits) ?? [];
  expect(more).toEqual([]);
  expect(summary?.template).toMatch(/^storywire_summary_(?!plain)/);
  expect(summary?.header?.kind).toBe('image');
  // Whose stories they carried: one of each other region's, once.
  const carried = await owner.sql<{ label: string; stories: number; messages: number }[]>`
    select n.label, count(*)::int as stories, count(distinct a.message_id)::int as messages
    from alert a join message m on m.id = a.message_id join number n on n.id = m.number_id
    where a.story_id in ${owner.sql(stories.map(({ id }) => id))} and m.delivered_at is not null
    group by n.id`;
  const byLabel = new Map(carried.map(({ label, ...counts }) => [label, counts]));
  for (const { accounts, numbers } of regions)
    for (const { label } of numbers)
      expect({ label, ...byLabel.get(label) }).toEqual({
        label,
        stories: posting.length - accounts.length,
        messages: label === quiet.label ? 1 : 2,
      });
  const { lost, twice, stuck } = await checkDelivery(running().dataFolder, owner);
  expect({ lost, twice, stuck }).toEqual({ lost: [], twice: [], stuck: [] });
});

/** Gives the phone quiet hours that hold now, as an admin does. */
async function makeQuiet(page: Page): Promise<void> {
  await page.goto('/numbers?q=Tiago');
  await page.getByRole('link', { name: quiet.label }).click();
  await page.getByLabel('Quiet hours').selectOption('Its own');
  const [from = '', until = ''] = hoursAround(-120, 180).split('-');
  await page.getByLabel('From', { exact: true }).fill(from);
  await page.getByLabel('Until', { exact: true }).fill(until);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText(`${quiet.label} saved.`)).toBeVisible();
}

/** Quiet hours from so many minutes off the present until so many, by the clock on its wall. */
function hoursAround(fromMinutes: number, untilMinutes: number): string {
  const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'Europe/Lisbon' });
  return [fromMinutes, untilMinutes].map((minutes) => clock.format(Date.now() + minutes * 60_000)).join('-');
}

/** What arrives on each phone from now on. */
async function sinceNow(): Promise<() => Promise<Map<string, PhoneMessage[]>>> {
  const before = await newsOnPhones();
  return async () =>
    new Map(
      [...(await newsOnPhones())].map(([digits, messages]) => [
        digits,
        messages.slice(before.get(digits)?.length ?? 0),
      ]),
    );
}

async function reached(arrived: () => Promise<Map<string, PhoneMessage[]>>): Promise<string[]> {
  return [...(await arrived())]
    .flatMap(([digits, messages]) => (messages.length > 0 ? [digits] : []))
    .toSorted();
}

async function phonesThatRead(language: string): Promise<Set<string>> {
  const numbers = (await demoRegions()).flatMap((region) => region.numbers);
  return new Set(
    numbers.filter((each) => each.language.startsWith(language)).map(({ number }) => digitsOf(number)),
  );
}
