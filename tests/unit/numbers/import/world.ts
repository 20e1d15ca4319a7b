import type { ExistingNumber } from '#lib/numbers/import/plan-import.ts';
import type { ImportRegion } from '#lib/numbers/import/region-names.ts';

/** The moment at which lists are imported here. */
export const now = new Date('2026-06-01T12:00:00Z');

const region = (name: string, countries: string[], over: Partial<ImportRegion> = {}): ImportRegion => ({
  id: `id of ${name}`,
  name,
  countries,
  archived: false,
  mine: true,
  ...over,
});

/** The regions of the brand whose lists these are. Whoever imports may manage all but the Andes. */
export const regions: readonly ImportRegion[] = [
  region('Andes', ['PE', 'BO'], { mine: false }),
  region('Brazil', ['BR']),
  region('France', ['FR']),
  region('Headquarters', []),
  region('Iberia', ['ES', 'PT']),
  region('Japan', ['JP']),
  region('México', ['MX']),
  region('Old Market', ['GB'], { archived: true }),
  region('United Kingdom', ['GB']),
  region('United States', ['US']),
];

const number = (e164: string, label: string, over: Partial<ExistingNumber> = {}): ExistingNumber => ({
  id: `id of ${e164}`,
  hash: e164,
  shortened: `··· ${e164.slice(-4)}`,
  label,
  kind: 'person',
  regionId: 'id of United Kingdom',
  language: null,
  quietHours: null,
  buzzIntervalMinutes: 10,
  hears: 'all',
  followedRegionIds: [],
  mine: true,
  seen: true,
  ...over,
});

/** What is there already, by number: here a number is its own hash. */
export const existing: ReadonlyMap<string, ExistingNumber> = new Map(
  [
    number('+447700900001', 'Known'),
    number('+447700900002', 'Settled', {
      language: 'fr',
      quietHours: 'none',
      hears: 'summaries',
      followedRegionIds: ['id of Japan'],
    }),
    number('+447700900003', 'Seen only', { regionId: 'id of Andes', mine: false }),
    number('+447700900004', 'Not even seen', { regionId: 'id of Andes', mine: false, seen: false }),
    number('+5511955550199', 'Ninth digit', { regionId: 'id of Brazil' }),
  ].map((each) => [each.hash, each]),
);
