import type { RouteDelivery } from '#lib/words.ts';
import type { Random } from './random.ts';
import type { NumberRow, RegionRow } from './store.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

const faultKinds = [
  /** Answers that are accepted never reach us. */
  'answers_lost',
  /** 500, 502, 503 without a readable error; some were accepted all the same. */
  'server_errors',
  /** A readable error that leaves open what was done. */
  'doubtful_codes',
  'throttled',
  'token_revoked',
  'unreachable',
  /** Answers that take up to or longer than we wait. */
  'slow',
  'webhooks_dead',
  /** Webhooks are kept, and not worked through. */
  'inbox_stuck',
  'database_down',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export type Fault = { kind: FaultKind; from: number; until: number; share: number };

/** What one seed stands for. Shares are from 0 to 1. */
export type Scenario = {
  start: number;
  numbers: NumberRow[];
  routes: Map<string, RouteDelivery>;
  stories: { regionId: string; postedAt: number; foundAt: number }[];
  /** A holder stops, mutes or comes back. */
  moves: { at: number; number: NumberRow; to: 'opted_out' | 'muted' | 'active' }[];
  faults: Fault[];
  workers: number;
  /** Between any two steps of a worker. */
  crashes: number;
  pauses: number;
  /** Wall clocks that are set, among workers. */
  clockJumps: { at: number; worker: number; byMs: number }[];
  /** A single webhook that has to be repeated, while others come through. */
  webhooksRefused: number;
  webhooksRepeated: number;
  /** *sent* that Meta itself keeps back for minutes. */
  statusesKeptBack: number;
  /** Bytes that a dead or impatient worker's kernel still delivers, minutes later, once the network is back. */
  bytesLate: number;
};

/** Ordinary days, and those on which clocks change in Lisbon, New York or both Americas. */
const days = ['2026-03-08', '2026-03-29', '2026-07-01', '2026-10-25', '2026-11-01', '2026-11-20'].map(
  (text) => Date.parse(`${text}T00:00:00Z`),
);

/** Quiet hours keep away from the hours that a clock change repeats, so that the checker can reckon them by itself. */
const regions: readonly RegionRow[] = [
  { id: 'br', timeZone: 'America/Sao_Paulo', quietHours: '21:00-08:00' },
  { id: 'pt', timeZone: 'Europe/Lisbon', quietHours: '22:30-07:30' },
  { id: 'us', timeZone: 'America/New_York', quietHours: '12:00-13:00' },
  { id: 'jp', timeZone: 'Asia/Tokyo', quietHours: null },
];

/** Draws what happens in a seed. One in eight has no faults at all. */
export function drawScenario(random: Random): Scenario {
  const start = random.pick(days) + random.integer(0, 23) * hour + random.integer(0, 59) * minute;
  const calm = random.chance(1 / 8);
  const rate = (most: number) => (calm || random.chance(0.5) ? 0 : random.next() * most);
  const numbers = drawNumbers(random);
  const stories = Array.from({ length: random.integer(2, 6) }, () => {
    // Mostly in a burst, for as long as the faults of the seed last.
    const postedAt = start + (random.chance(0.5) ? random.skewed(2 * hour) : random.integer(0, 2 * hour));
    const late = random.chance(0.15) ? random.integer(0, 90 * minute) : random.integer(0, minute);
    return { regionId: random.pick(regions).id, postedAt, foundAt: postedAt + late };
  });
  const faults = calm ? [] : drawFaults(random, start);
  return {
    start,
    numbers,
    routes: drawRoutes(random),
    stories,
    moves: random.chance(0.3) ? drawMoves(random, start, numbers) : [],
    faults,
    workers: random.integer(1, 3),
    crashes: rate(0.06),
    pauses: rate(0.05),
    clockJumps:
      calm || random.chance(0.7)
        ? []
        : Array.from({ length: random.integer(1, 3) }, () => ({
            at: start + random.integer(0, 3 * hour),
            worker: random.integer(0, 2),
            byMs: random.pick([-25, -1, 1, 25]) * hour,
          })),
    webhooksRefused: rate(0.04),
    webhooksRepeated: rate(0.3),
    statusesKeptBack: rate(0.002),
    bytesLate: rate(0.002),
  };
}

function drawNumbers(random: Random): NumberRow[] {
  return Array.from({ length: random.integer(2, 4) }, (_, n) => ({
    id: `n${n}`,
    region: regions[n % regions.length]!,
    state: random.chance(0.04) ? 'paused' : 'active',
    mutedUntil: null,
    follows: random.chance(0.1) ? random.pick(regions).id : null,
    ownQuietHours: random.chance(0.2) ? random.pick(['none', '20:00-09:00']) : null,
    buzzIntervalMinutes: random.pick([0, 10, 10, 10, 60]),
    buzzFreeAt: Number.NEGATIVE_INFINITY,
    buzzMessageId: null,
    notBefore: Number.NEGATIVE_INFINITY,
  }));
}

function drawRoutes(random: Random): Map<string, RouteDelivery> {
  const routes = new Map<string, RouteDelivery>();
  for (const from of regions)
    for (const to of regions)
      if (random.chance(0.15)) routes.set(`${from.id}>${to.id}`, random.pick(['instant', 'summary', 'off']));
  return routes;
}

function drawMoves(random: Random, start: number, numbers: readonly NumberRow[]): Scenario['moves'] {
  return Array.from({ length: random.integer(1, 3) }, () => ({
    at: start + random.integer(0, 3 * hour),
    number: random.pick(numbers),
    to: random.pick(['opted_out', 'muted', 'active'] as const),
  }));
}

function drawFaults(random: Random, start: number): Fault[] {
  return Array.from({ length: random.integer(1, 4) }, () => {
    const kind = random.pick(faultKinds);
    const from = start + random.integer(0, 2 * hour);
    const longest = kind === 'webhooks_dead' ? 8 * hour : kind === 'database_down' ? 5 * minute : hour;
    return { kind, from, until: from + minute / 6 + random.skewed(longest), share: random.next() };
  });
}
