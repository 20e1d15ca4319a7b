import { setTimeout as delay } from 'node:timers/promises';
import { account } from '#db/schema.ts';
import { eventually } from '#tests/support/eventually.ts';
import type { Random } from '../random.ts';
import type { Rig } from '../rig.ts';
import type { Scenario } from '../scenario.ts';

const accounts = 20;
const minute = 60_000;
const day = 24 * 60 * minute;
/** For so long Meta wants the throttled account to be left alone: longer than the time between two checks. */
const throttledMinutes = 3;

/** A story that was posted in the run. Moments in ms. */
type Posted = {
  id: string;
  postedAt: number;
  /** Its end, or when it was deleted. */
  goneAt: number;
  /** It was posted almost a day before, so that it dies during the run. */
  old: boolean;
};

/**
 * Twenty accounts post real pictures and videos for ten minutes and are asked
 * every minute, while Meta is away for a while, throttles one account, and cuts
 * files short; some stories are about to die when they are found, some are deleted
 * early. The same figures as the simulated month, of the running installation.
 */
export const postedStories: Scenario = {
  title: 'twenty accounts post pictures and videos over HTTP, and every story is found and saved',
  rig: (quick) => ({ numbers: 20, perTeam: 1, pollSeconds: quick ? 10 : 60 }),
  run: async (rig, { quick, random, say }) => {
    const usernames = await openAccounts(rig);
    const lasts = quick ? 60_000 : 10 * minute;
    const callsBefore = await countChecks(rig);
    const posted: Posted[] = [];
    const begun = Date.now();
    const disturbed = disturbWhile(rig, lasts);
    while (Date.now() < begun + lasts) {
      posted.push(await post(rig, random.pick(usernames), random));
      if (random.next() < 0.05) await deleteOne(rig, posted, random);
      await delay(random.between(500, 2_500));
    }
    await disturbed;
    say(`${posted.length} stories are posted.`);
    // The throttled account is asked again within four minutes, and what was deleted is confirmed.
    await eventually('every story is settled', () => isSettled(rig, posted), 6 * minute);
    return judgeStories(rig, posted, { checksBefore: callsBefore, throttled: usernames[0]! });
  },
};

/** Opens as many as are missing, which the brand's token reaches at once, and gives them to its regions. */
async function openAccounts(rig: Rig): Promise<string[]> {
  const { accounts: known } = rig.brand;
  const homes = await rig.owner.sql<{ regionId: string; tokenId: string }[]>`
    select region_id as "regionId", token_id as "tokenId" from account where region_id is not null order by id`;
  const opened: string[] = [];
  for (let n = known.length; n < accounts; n += 1) {
    const names = { username: `brand.more.${n}`, name: `More ${n}` };
    const { ig_user_id: igUserId } = await rig.sandbox.post<{ ig_user_id: string }>(
      '/_sandbox/accounts',
      names,
    );
    await rig.owner.db.insert(account).values({ igUserId, ...names, ...homes[n % homes.length]! });
    opened.push(names.username);
  }
  await eventually(
    'every account was checked once',
    async () =>
      (await rig.owner.sql`select from account where region_id is not null and first_checked_at is null`)
        .length === 0,
    2 * minute,
  );
  return [...known, ...opened];
}

async function post(rig: Rig, username: string, random: Random): Promise<Posted> {
  const begun = Date.now();
  // Between five and six minutes of it are left, which is enough when its account is throttled just now.
  const old = random.next() < 0.05;
  const backdated = begun - day + random.between(5 * minute, 6 * minute);
  const { id } = await rig.postStory({
    account: username,
    kind: random.next() < 0.3 ? 'video' : 'image',
    ...(old && { postedAt: new Date(backdated) }),
  });
  // Its picture is made first, and nobody sees it before.
  const postedAt = old ? backdated : Date.now();
  return { id, postedAt, goneAt: postedAt + day, old };
}

/** One that was found already, so that its team changes its mind about something that is known. */
async function deleteOne(rig: Rig, posted: readonly Posted[], random: Random): Promise<void> {
  const rows = await rig.owner.sql<
    { mediaId: string }[]
  >`select media_id as "mediaId" from story where media_state = 'archived'`;
  const saved = new Set(rows.map(({ mediaId }) => mediaId));
  const living = posted.filter(
    ({ id, old, goneAt, postedAt }) => !old && saved.has(id) && goneAt === postedAt + day,
  );
  if (living.length === 0) return;
  const chosen = random.pick(living);
  await rig.sandbox.remove(`/_sandbox/stories/${chosen.id}`);
  chosen.goneAt = Date.now();
}

/** Meta is away for a while, wants one account to be left alone, and cuts a tenth of the files. */
async function disturbWhile(rig: Rig, lasts: number): Promise<void> {
  const fault = (match: string, what: object, times?: number) =>
    rig.sandbox.post('/_sandbox/faults', { match, fault: what, ...(times === undefined ? {} : { times }) });
  const [row] = await rig.owner.sql<{ igUserId: string }[]>`
    select ig_user_id as "igUserId" from account where username = ${rig.brand.accounts[0]!}`;
  await fault('/media-cdn', { cut_body: true, share: 0.1 });
  await delay(lasts * 0.2);
  await fault(
    `/${row!.igUserId}/stories`,
    {
      refuse: { code: 80_002 },
      usage: { call_count: 100, estimated_time_to_regain_access: throttledMinutes },
    },
    1,
  );
  await delay(lasts * 0.3);
  await fault('batch', { status: 503, body: 'away' });
  await delay(lasts * 0.1);
  await rig.sandbox.remove('/_sandbox/faults');
}

async function countChecks(rig: Rig): Promise<number> {
  const [row] = await rig.owner.sql<{ count: number }[]>`select count(*)::int as count from ledger`;
  return row!.count;
}

/** Moments in ms. */
type Found = { mediaId: string; foundAt: number; state: string; deletedAt: number | null };

const found = (rig: Rig) =>
  rig.owner.sql<Found[]>`
    select media_id as "mediaId", media_state as state,
      (extract(epoch from found_at) * 1000)::float8 as "foundAt",
      (extract(epoch from deleted_at) * 1000)::float8 as "deletedAt"
    from story`;

async function isSettled(rig: Rig, posted: readonly Posted[]): Promise<boolean> {
  const rows = new Map((await found(rig)).map((row) => [row.mediaId, row]));
  return posted.every((each) => {
    const row = rows.get(each.id);
    if (!row) return each.goneAt < Date.now();
    const deleted = !each.old && each.goneAt < Date.now();
    return row.state !== 'pending' && (!deleted || row.deletedAt !== null);
  });
}

async function judgeStories(
  rig: Rig,
  posted: readonly Posted[],
  { checksBefore, throttled }: { checksBefore: number; throttled: string },
) {
  const rows = new Map((await found(rig)).map((row) => [row.mediaId, row]));
  const missed = posted.filter(({ id }) => !rows.has(id));
  rig.expect(missed.length === 0, `${missed.length} stories were not found`);
  const reachable = posted.filter(({ id, goneAt }) => goneAt - (rows.get(id)?.foundAt ?? goneAt) >= 30_000);
  const unsaved = reachable.filter(({ id }) => rows.get(id)?.state !== 'archived');
  rig.expect(unsaved.length === 0, `${unsaved.length} stories were reachable and are not saved`);
  const deleted = posted.filter(({ old, goneAt, postedAt }) => !old && goneAt < postedAt + day);
  const unseen = deleted.filter(({ id }) => !rows.get(id)?.deletedAt);
  rig.expect(unseen.length === 0, `${unseen.length} stories were deleted early, which was not seen`);
  const wrongly = posted.filter((each) => rows.get(each.id)?.deletedAt && !deleted.includes(each));
  rig.expect(wrongly.length === 0, `${wrongly.length} living stories were taken for deleted`);
  // The moment that Meta named is counted from its answer, which is noted a little later.
  const restSeconds = throttledMinutes * 60 - 2;
  const [row] = await rig.owner.sql<{ throttles: number; early: number }[]>`
    select count(*) filter (where l.result = 'throttled')::int as throttles,
      count(*) filter (where exists (
        select from ledger t where t.account_id = l.account_id and t.result = 'throttled'
          and l.checked_at > t.checked_at
          and l.checked_at < t.checked_at + make_interval(secs => ${restSeconds})))::int as early
    from ledger l join account a on a.id = l.account_id where a.username = ${throttled}`;
  const { throttles, early } = row!;
  rig.expect(throttles > 0, 'no account was throttled');
  rig.expect(early === 0, `a throttled account was asked ${early} times too early`);
  const delays = posted
    .filter(({ old, id }) => !old && rows.has(id))
    .map(({ id, postedAt }) => Math.max(0, rows.get(id)!.foundAt - postedAt))
    .toSorted((a, b) => a - b);
  const at = (share: number) => delays[Math.min(delays.length - 1, Math.floor(share * delays.length))] ?? 0;
  return {
    accounts,
    stories: posted.length,
    missed: missed.length,
    reachable: reachable.length,
    archived: reachable.length - unsaved.length,
    deletedEarly: deleted.length,
    delayMs: { p50: at(0.5), p95: at(0.95), most: at(1) },
    checks: (await countChecks(rig)) - checksBefore,
    throttles,
    callsWhileThrottled: early,
  };
}
