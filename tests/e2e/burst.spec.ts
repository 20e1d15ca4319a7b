import { checkDelivery } from '../support/check-delivery.ts';
import { eventually } from '../support/eventually.ts';
import { endIntervals, findStory, freePhones } from './support/alerts.ts';
import { inSeconds, printFigures } from './support/figures.ts';
import { running } from './support/running.ts';
import {
  demoRegions,
  digitsOf,
  digitsOutside,
  newsOnPhones,
  type PhoneMessage,
  postBurst,
} from './support/sandbox.ts';
import { signInAs } from './support/sign-in.ts';
import { expect, test } from './support/test.ts';

test('a burst of nine gives each phone one message, and at the interval’s end one roll-up of eight; nobody hears twice', async ({
  page,
  owner,
}) => {
  test.setTimeout(180_000);
  await signInAs(page, 'Maya (demo editor)');
  await freePhones(owner);
  const expected = await digitsOutside('Japan');
  const before = await newsOnPhones();
  const arrived = async () => {
    const now = await newsOnPhones();
    return new Map(
      [...now].map(([digits, messages]) => [digits, messages.slice(before.get(digits)?.length ?? 0)]),
    );
  };

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
