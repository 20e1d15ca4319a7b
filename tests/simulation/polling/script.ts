import { TZDate } from '@date-fns/tz';
import { Random } from '../random.ts';
import { day, hour, minute } from '../scenario.ts';

/** A story as its team posts it. Moments in ms. */
export type ScriptStory = {
  mediaId: string;
  postedAt: number;
  /** Instagram shows it until then: its day's end, or when its team deletes it. */
  goneAt: number;
};

export type ScriptAccount = {
  /** Our id of it, which decides its turn. */
  id: string;
  igUserId: string;
  token: number;
  /** Calls that Meta grants in a rolling day. */
  budget: number;
  /** The most stories that Meta puts on a page of it, however many are asked for. */
  pageSize: number;
  /** In order of posting. */
  stories: ScriptStory[];
};

/** What happens in the world while Storywire polls. */
export type Script = {
  seed: number;
  from: number;
  until: number;
  accounts: ScriptAccount[];
  /** Meta answers nobody. */
  outages: { from: number; until: number }[];
  /** A token is refused from then on, until an admin connects another. */
  revoked: { token: number; from: number; until: number }[];
  /** Of the parts of a batch: left out, and refused with a passing error. */
  nullShare: number;
  troubleShare: number;
};

const zones = [
  'America/New_York',
  'America/Sao_Paulo',
  'Europe/Lisbon',
  'Europe/Berlin',
  'Asia/Dubai',
  'Asia/Tokyo',
  'Australia/Sydney',
];

/** In this many tokens the accounts share. */
const tokens = 5;

/**
 * Draws a script: every account posts in bursts by its own wall clock, with an
 * outage of three hours, two revoked tokens (one for hours, one for longer than a
 * story lives), small budgets, short pages, stories deleted early, and single failures.
 * @param start the first day, such as `2026-10-10`; clocks change in Europe on October 25, in New York on November 1
 */
export function drawScript({
  seed,
  accounts,
  days,
  storiesPerDay = 15,
  start = '2026-10-10',
}: {
  seed: number;
  accounts: number;
  days: number;
  storiesPerDay?: number;
  start?: string;
}): Script {
  const random = new Random(seed);
  const from = Date.parse(`${start}T00:00:00Z`);
  const until = from + days * day;
  const at = (share: number) => from + Math.round(share * (until - from));
  return {
    seed,
    from,
    until,
    accounts: Array.from({ length: accounts }, (_, n) => {
      const zone = zones[n % zones.length]!;
      return {
        id: `account-${seed}-${n}`,
        igUserId: `1784${String(n).padStart(13, '0')}`,
        token: n % tokens,
        budget: drawBudget(random, n),
        // Meta may give fewer than are asked for: with one account in four a day takes two pages.
        pageSize: n % 4 === 1 ? 10 : 50,
        stories: drawStories(random, { account: n, zone, start, days, storiesPerDay, until }),
      };
    }),
    outages: [{ from: at(0.4), until: at(0.4) + 3 * hour }],
    revoked: [
      { token: 0, from: at(0.2), until: at(0.2) + 5 * hour },
      { token: 1, from: at(0.6), until: Math.min(until, at(0.6) + 30 * hour) },
    ],
    nullShare: 0.001,
    troubleShare: 0.001,
  };
}

/** Most may be asked every minute (1,440 calls a day) with ease; one in ten may not, one in fifty not nearly. */
function drawBudget(random: Random, n: number): number {
  if (n % 50 === 7) return 200;
  if (n % 10 === 3) return random.integer(500, 1_300);
  return 4_800;
}

function drawStories(
  random: Random,
  {
    account,
    zone,
    start,
    days,
    storiesPerDay,
    until,
  }: { account: number; zone: string; start: string; days: number; storiesPerDay: number; until: number },
): ScriptStory[] {
  const [year, month, date] = start.split('-').map(Number) as [number, number, number];
  const moments: number[] = [];
  // From the day before on, so that something is live at the first check.
  for (let each = -1; each < days; each += 1)
    for (let posted = 0; posted < storiesPerDay;) {
      // By the clock on the team's wall, whatever that does in the night of a change.
      const wall = new TZDate(
        year,
        month - 1,
        date + each,
        random.integer(7, 22),
        random.integer(0, 59),
        0,
        zone,
      );
      const burst = Math.min(storiesPerDay - posted, random.integer(1, 6));
      let moment = wall.getTime() + random.integer(0, 59_999);
      for (let n = 0; n < burst; n += 1) {
        moments.push(moment);
        moment += random.integer(5_000, 90_000);
      }
      posted += burst;
    }
  return moments
    .filter((moment) => moment < until)
    .toSorted((a, b) => a - b)
    .map((postedAt, n) => ({
      mediaId: `18${String(account).padStart(5, '0')}${String(n).padStart(10, '0')}`,
      postedAt,
      goneAt: postedAt + (random.chance(0.01) ? random.integer(5 * minute, 20 * hour) : day),
    }));
}
