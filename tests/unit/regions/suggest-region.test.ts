import { describe, expect, it } from 'vitest';
import { readCountries } from '#lib/regions/read-countries.ts';
import { suggestRegion } from '#lib/regions/suggest-region.ts';

const regions = [
  { id: 'br', name: 'Brazil', countries: ['BR'] },
  { id: 'iberia', name: 'Iberia', countries: ['ES', 'PT'] },
  { id: 'pt', name: 'Portugal', countries: ['PT'] },
  { id: 'gb', name: 'United Kingdom', countries: ['GB'] },
  { id: 'north', name: 'German North', countries: ['DE'] },
  { id: 'south', name: 'German South', countries: ['DE'] },
  { id: 'latam', name: 'LatAm', countries: [] },
];

it.each([
  ['kilnbird.br', 'br'],
  ['kilnbird_brasil', 'br'],
  ['Kilnbird-Brazil', 'br'],
  ['br.kilnbird', 'br'],
  ['kilnbird.uk', 'gb'],
  ['kilnbird.united.kingdom', 'gb'],
  ['kilnbird.pt', 'pt'],
  ['kilnbird.es', 'iberia'],
  ['kilnbird.latam', 'latam'],
  ['kilnbird.de', null],
  ['kilnbird', null],
  ['kilnbird.official', null],
  ['', null],
])('the account %j points to the region %j', (username, region) => {
  expect(suggestRegion(username, regions)).toBe(region);
});

describe('countries as people list them', () => {
  it.each([
    ['ES, PT', ['ES', 'PT'], undefined],
    ['es pt es', ['ES', 'PT'], undefined],
    ['Spain / Portugal', ['ES', 'PT'], undefined],
    ['United Kingdom', ['GB'], undefined],
    ['UK + Ireland', ['GB', 'IE'], undefined],
    ['España, Brasil, Österreich', ['ES', 'BR', 'AT'], undefined],
    ['Czech Republic', ['CZ'], undefined],
    ['Bosnia & Herzegovina', ['BA'], undefined],
    ['DACH', ['DE', 'AT', 'CH'], undefined],
    ['FR; Atlantis', ['FR'], 'Atlantis'],
    ['EU', [], 'EU'],
    [' , ;', [], undefined],
  ])('%j is %j, and %j is unknown', (text, countries, unknown) => {
    expect(readCountries(text)).toEqual({ countries, unknown });
  });
});
