import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Grant, systemActor, type UserActor } from '#lib/actor.ts';
import { StorywireError } from '#lib/errors.ts';
import { type Capability, demand, may, regionsWhere } from '#lib/people/permissions.ts';
import { type Role, roles } from '#lib/words.ts';

const regions = ['france', 'japan', 'brazil'] as const;
const manage: Capability[] = [
  'numbers.manage',
  'numbers.reveal',
  'regions.manage',
  'accounts.manage',
  'routes.manage',
  'people.see',
  'people.manage',
  'audit.see',
  'brand.manage',
  'messages.settle',
  'sending.see',
];
const regional: Capability[] = [
  'alerts.see',
  'alarms.see',
  'flags.add',
  'flags.manage',
  'notes.place',
  'numbers.see',
  'reposts.edit',
  'reuse.ask',
  'rights.manage',
  ...manage,
];
const readAll: Capability[] = ['stories.read', 'regions.see'];

const anyGrant: fc.Arbitrary<Grant> = fc.record({
  role: fc.constantFrom(...roles),
  regionId: fc.constantFrom(null, ...regions),
});
const anyGrants = fc.array(anyGrant, { maxLength: 6 });
const anyRegional = fc.constantFrom(...regional);
const anyCapability = fc.constantFrom(...regional, ...readAll);
const anyRegion = fc.constantFrom(...regions);
const person = (grants: readonly Grant[]): UserActor => ({
  kind: 'user',
  userId: 'u',
  sessionId: 's',
  name: 'N',
  grants,
  fromWhere: null,
});

describe('over random grants', () => {
  test('everyone signed in reads every story, with any grant or none', () => {
    const rule = fc.property(anyGrants, anyRegion, (grants, region) =>
      readAll.every((capability) => may(person(grants), capability, region)),
    );
    expect(fc.check(rule).counterexample).toBeNull();
  });

  test('what belongs to a region is open only to a grant in it or in all', () => {
    const rule = fc.property(anyGrants, anyRegion, anyRegional, (grants, region, capability) => {
      const reaches = grants.some((grant) => grant.regionId === null || grant.regionId === region);
      return reaches || !may(person(grants), capability, region);
    });
    expect(fc.check(rule).counterexample).toBeNull();
  });

  test('only admins of a region change its settings, numbers and accounts', () => {
    const rule = fc.property(
      anyGrants,
      anyRegion,
      fc.constantFrom(...manage),
      (grants, region, capability) => {
        const admin = grants.filter((grant) => grant.role === 'admin');
        const isAdmin = admin.some((grant) => grant.regionId === null || grant.regionId === region);
        return may(person(grants), capability, region) === isAdmin;
      },
    );
    expect(fc.check(rule).counterexample).toBeNull();
  });

  test('what concerns every region needs a grant in every region', () => {
    const rule = fc.property(
      anyGrants,
      anyRegional,
      (grants, capability) =>
        grants.some((grant) => grant.regionId === null) || !may(person(grants), capability, null),
    );
    expect(fc.check(rule).counterexample).toBeNull();
  });

  test('the list of regions says the same as asking for each', () => {
    const rule = fc.property(anyGrants, anyRegional, (grants, capability) => {
      const where = regionsWhere(person(grants), capability);
      return regions.every(
        (region) => (where === 'all' || where.includes(region)) === may(person(grants), capability, region),
      );
    });
    expect(fc.check(rule).counterexample).toBeNull();
  });

  test('one more grant never takes anything away', () => {
    const rule = fc.property(
      anyGrants,
      anyGrant,
      anyRegion,
      anyCapability,
      (grants, more, region, capability) =>
        !may(person(grants), capability, region) || may(person([...grants, more]), capability, region),
    );
    expect(fc.check(rule).counterexample).toBeNull();
  });

  test('demand refuses exactly where may says no', () => {
    const rule = fc.property(anyGrants, anyRegion, anyCapability, (grants, region, capability) => {
      const passes = may(person(grants), capability, region);
      try {
        demand(person(grants), capability, region);
        return passes;
      } catch (error) {
        return !passes && error instanceof StorywireError && error.code === 'forbidden';
      }
    });
    expect(fc.check(rule).counterexample).toBeNull();
  });
});

test('a phone number as actor may do nothing of this, the system everything', () => {
  const everything: Capability[] = [...regional, ...readAll];
  for (const capability of everything) {
    expect(may({ kind: 'number', numberId: 'n' }, capability, 'france')).toBe(false);
    expect(may(systemActor('test'), capability, null)).toBe(true);
  }
});

test.each<[Role, Capability[]]>([
  ['viewer', ['stories.read', 'regions.see', 'alerts.see', 'flags.add', 'numbers.see']],
  [
    'editor',
    [
      'stories.read',
      'regions.see',
      'alerts.see',
      'alarms.see',
      'flags.add',
      'flags.manage',
      'notes.place',
      'numbers.see',
      'reposts.edit',
      'reuse.ask',
      'rights.manage',
    ],
  ],
  ['admin', [...regional, ...readAll]],
])('%s of a region may do there exactly what is listed', (role, expected) => {
  const actor = person([{ role, regionId: 'france' }]);
  const held = [...regional, ...readAll].filter((capability) => may(actor, capability, 'france'));
  expect(held.toSorted()).toEqual(expected.toSorted());
});
