import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { describe, expect, it } from 'vitest';
import { brand } from '../sandbox/brand.ts';

const numbers = brand.regions.flatMap((region) => region.numbers);
const posting = brand.regions.filter((region) => region.accounts.length > 0);

/** Ranges that a country's regulator keeps free for fiction. */
const fiction = [
  /^\+1[2-9]\d{2}55501\d{2}$/,
  /^\+447700900\d{3}$/,
  /^\+33639980\d{3}$|^\+3363998\d{4}$/,
  /^\+6149157015[6-9]$|^\+61491570110$/,
  /^\+4670174061[0-9]$/,
];

const continentOf: Record<string, string> = {
  BR: 'South America',
  US: 'North America',
  MX: 'North America',
  GB: 'Europe',
  IE: 'Europe',
  FR: 'Europe',
  BE: 'Europe',
  LU: 'Europe',
  DE: 'Europe',
  AT: 'Europe',
  PT: 'Europe',
  JP: 'Asia',
  AU: 'Oceania',
  NZ: 'Oceania',
};

describe('the demo brand', () => {
  it('posts from at least six regions on at least four continents', () => {
    const continents = new Set(
      posting.flatMap((region) => region.countries.map((country) => continentOf[country])),
    );
    expect(posting.length).toBeGreaterThanOrEqual(6);
    expect(continents).not.toContain(undefined);
    expect(continents.size).toBeGreaterThanOrEqual(4);
  });

  it('has at least eight accounts, each with its own id and name', () => {
    const accounts = posting.flatMap((region) => region.accounts);
    expect(accounts.length).toBeGreaterThanOrEqual(8);
    expect(new Set(accounts.map((account) => account.ig_user_id)).size).toBe(accounts.length);
    expect(new Set(accounts.map((account) => account.username)).size).toBe(accounts.length);
    for (const account of accounts) expect(account.ig_user_id).toMatch(/^1784\d{13}$/);
  });

  it('has one region without an account, which holds the only admin', () => {
    const silent = brand.regions.filter((region) => region.accounts.length === 0);
    const admins = brand.regions
      .flatMap((region) => region.people)
      .filter((person) => person.role === 'admin');
    expect(silent).toHaveLength(1);
    expect(admins).toEqual(silent[0]?.people);
    expect(admins).toHaveLength(1);
  });

  it('gives every posting region an editor and a viewer', () => {
    for (const region of posting)
      expect(region.people.map((person) => person.role).sort()).toEqual(['editor', 'viewer']);
  });

  it('gives every team three to six numbers', () => {
    for (const region of brand.regions) {
      expect(region.numbers.length).toBeGreaterThanOrEqual(3);
      expect(region.numbers.length).toBeLessThanOrEqual(6);
    }
  });

  it.each([...numbers.map(({ number }) => number), brand.sender_number])(
    '%s is possible and comes from a range kept for fiction',
    (number) => {
      expect(fiction.some((range) => range.test(number))).toBe(true);
      expect(parsePhoneNumberFromString(number)?.isPossible()).toBe(true);
    },
  );

  it('gives no number twice, the sender included', () => {
    const all = [...numbers.map(({ number }) => number), brand.sender_number];
    expect(new Set(all).size).toBe(all.length);
  });

  it('says of everybody that they are invented', () => {
    for (const { label } of numbers) expect(label).toContain('(demo)');
    for (const person of brand.regions.flatMap((region) => region.people)) {
      expect(person.name).toMatch(/\(demo (admin|editor|viewer)\)$/);
      expect(person.email).toMatch(/@demo\.invalid$/);
    }
  });

  it('keeps keys, e-mail addresses and marks distinct, and names only groups and time zones that exist', () => {
    const distinct = (values: string[]) => expect(new Set(values).size).toBe(values.length);
    distinct(brand.regions.map((region) => region.key));
    distinct(brand.regions.map((region) => region.mark.text));
    distinct(brand.regions.map((region) => region.mark.color));
    distinct(brand.regions.flatMap((region) => region.people.map((person) => person.email)));
    for (const region of brand.regions) {
      expect([null, ...brand.groups.map((group) => group.key)]).toContain(region.group);
      expect(() => new Intl.DateTimeFormat('en', { timeZone: region.time_zone })).not.toThrow();
      expect(region.mark.color).toMatch(/^#[0-9a-f]{6}$/);
    }
  });
});
