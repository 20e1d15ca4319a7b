import { numberFilterInput } from '#lib/numbers/number-filter-input.ts';
import { listNumbers } from '#lib/numbers/queries/list-numbers.ts';
import { eq } from 'drizzle-orm';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { grant, region, user } from '#db/schema.ts';
import { type Grant, systemActor, type UserActor } from '#lib/actor.ts';
import { StorywireError } from '#lib/errors.ts';
import { newId } from '#lib/ids.ts';
import { pauseNumber } from '#lib/numbers/commands/manage-number.ts';
import { addPerson } from '#lib/people/commands/add-person.ts';
import { changeRoles } from '#lib/people/commands/change-roles.ts';
import { disablePerson, enablePerson } from '#lib/people/commands/disable-person.ts';
import { invitePerson } from '#lib/people/commands/invite-person.ts';
import { endSessionsOf, linkNumber, renamePerson } from '#lib/people/commands/manage-person.ts';
import { getPerson } from '#lib/people/queries/get-person.ts';
import { listPeople } from '#lib/people/queries/list-people.ts';
import { listRegions } from '#lib/regions/queries.ts';
import { roles } from '#lib/words.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeNumber } from './world.ts';

const system = systemActor('test');
const places = [0, 1, 2] as const;
let database: TestDatabase;
let regionIds: string[];

beforeAll(async () => {
  database = await testDatabase();
  const facts = { timeZone: 'Europe/London', language: 'en', markText: 'GB', markColor: '#1d4ed8' };
  const rows = await database.db
    .insert(region)
    .values(['One', 'Two', 'Three'].map((name) => ({ name, ...facts })))
    .returning();
  regionIds = rows.map(({ id }) => id);
  // Somebody is always left who may let others in, so that no case is refused for that.
  await addPerson(database.db, {
    actor: system,
    name: 'Keeper',
    email: null,
    grants: [{ role: 'admin', regionId: null }],
  });
});
afterAll(() => database.close());

const anyGrants = fc.uniqueArray(
  fc.record({ role: fc.constantFrom(...roles), place: fc.constantFrom(null, ...places) }),
  { maxLength: 3, selector: ({ role, place }) => `${role}${place}` },
);
type Drawn = { role: Grant['role']; place: number | null };
const grantsOf = (drawn: readonly Drawn[]): Grant[] =>
  drawn.map(({ role, place }) => ({ role, regionId: place === null ? null : regionIds[place]! }));

const actorWith = (grants: Grant[]): UserActor => ({
  kind: 'user',
  userId: newId(),
  sessionId: newId(),
  name: 'Actor',
  grants,
  fromWhere: null,
});

/** Said here apart from the rules under test: where somebody is admin. */
const rules = (actor: UserActor) => {
  const admin = actor.grants.filter(({ role }) => role === 'admin').map(({ regionId }) => regionId);
  const everywhere = admin.includes(null);
  const reaches = (regionId: string | null) => everywhere || (regionId !== null && admin.includes(regionId));
  return {
    everywhere,
    reaches,
    sees: (grants: readonly Grant[]) => everywhere || grants.some((each) => reaches(each.regionId)),
    owns: (grants: readonly Grant[]) =>
      everywhere || (grants.length > 0 && grants.every((each) => reaches(each.regionId))),
  };
};

/** `done`, or how it was refused. Anything but a refusal fails the test. */
async function outcome(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof StorywireError) return error.code;
    throw error;
  }
}

const person = async (grants: Grant[]) =>
  (await addPerson(database.db, { actor: system, name: 'Subject', email: null, grants })).userId;

test('over random grants, nobody sees or changes a person beyond their regions, by a guessed id neither', async () => {
  const { db } = database;
  const now = new Date();
  const rule = fc.asyncProperty(anyGrants, anyGrants, async (mine, theirs) => {
    const actor = actorWith(grantsOf(mine));
    const grants = grantsOf(theirs);
    const { sees, owns, reaches } = rules(actor);
    const wholly = sees(grants) ? (owns(grants) ? 'done' : 'forbidden') : 'not_found';
    const seen = sees(grants) ? 'done' : 'not_found';
    const userId = await person(grants);

    expect(await outcome(getPerson(db, { actor, userId, now }))).toBe(seen);
    if (sees(grants)) {
      const shown = (await getPerson(db, { actor, userId, now })).grants;
      expect(shown.filter(({ regionId }) => !reaches(regionId))).toEqual([]);
    }
    const isAdmin = actor.grants.some(({ role }) => role === 'admin');
    const listed = listPeople(db, { actor, now });
    if (isAdmin) expect((await listed).some(({ id }) => id === userId)).toBe(sees(grants));
    else expect(await outcome(listed)).toBe('forbidden');

    expect(await outcome(renamePerson(db, { actor, userId, name: 'Subject' }))).toBe(wholly);
    expect(await outcome(endSessionsOf(db, { actor, userId, sessionId: null, now }))).toBe(wholly);
    expect(await outcome(disablePerson(db, { actor, userId, now }))).toBe(wholly);
    expect(await outcome(enablePerson(db, { actor, userId }))).toBe(wholly);
    const numberId = (await makeNumber(db, regionIds[0]!, 'active')).id;
    const mayLink = wholly === 'done' && !reaches(regionIds[0]!) ? 'forbidden' : wholly;
    expect(await outcome(linkNumber(db, { actor, userId, numberId, linked: true }))).toBe(mayLink);
    expect(await outcome(pauseNumber(db, { actor, numberId }))).toBe(
      reaches(regionIds[0]!) ? 'done' : 'forbidden',
    );
    // Stories and regions are everybody's; the numbers themselves are not.
    expect(await listRegions(db, { actor })).not.toHaveLength(0);
    const held = actor.grants.map(({ regionId }) => regionId);
    const { rows } = await listNumbers(db, { actor, filter: numberFilterInput.parse({}) });
    expect(rows.every(({ region }) => held.includes(null) || held.includes(region.id))).toBe(true);
  });
  await fc.assert(rule, { numRuns: 25 });
});

test('over random grants, nobody gives a role beyond their own reach, and what lies beyond it stays', async () => {
  const { db } = database;
  const rule = fc.asyncProperty(anyGrants, anyGrants, anyGrants, async (mine, theirs, given) => {
    const actor = actorWith(grantsOf(mine));
    const before = grantsOf(theirs);
    const wanted = grantsOf(given);
    const { reaches, sees, everywhere } = rules(actor);
    const mayGive = wanted.length === 0 ? everywhere : wanted.every(({ regionId }) => reaches(regionId));
    const invited = invitePerson(db, { actor, now: new Date(), name: 'New', email: null, grants: wanted });
    expect(await outcome(invited)).toBe(mayGive ? 'done' : 'forbidden');

    const userId = await person(before);
    const changed = await outcome(changeRoles(db, { actor, userId, grants: wanted }));
    const within = wanted.every(({ regionId }) => reaches(regionId));
    expect(changed).toBe(sees(before) ? (within ? 'done' : 'forbidden') : 'not_found');
    const after = await db.select().from(grant).where(eq(grant.userId, userId));
    const key = ({ role, regionId }: Grant) => `${role}:${regionId}`;
    const beyond = (list: readonly Grant[]) =>
      list.filter(({ regionId }) => !reaches(regionId)).map((each) => key(each));
    expect(beyond(after).toSorted()).toEqual(beyond(before).toSorted());
    const inReach = after.filter(({ regionId }) => reaches(regionId)).map((each) => key(each));
    const expected = changed === 'done' ? wanted : before.filter(({ regionId }) => reaches(regionId));
    expect(inReach.toSorted()).toEqual(expected.map((each) => key(each)).toSorted());
  });
  await fc.assert(rule, { numRuns: 40 });
});

test('two admins who take each other’s role away at once leave one of them', async () => {
  const { db } = database;
  await db.update(user).set({ state: 'disabled' }).where(eq(user.name, 'Keeper'));
  const admin: Grant[] = [{ role: 'admin', regionId: null }];
  const [one, two] = [await person(admin), await person(admin)];
  // Whoever else the cases above have left as admin everywhere steps aside.
  const others = await db.select().from(grant).where(eq(grant.role, 'admin'));
  for (const { userId } of others)
    if (userId !== one && userId !== two)
      await db.update(user).set({ state: 'disabled' }).where(eq(user.id, userId));
  const as = (userId: string): UserActor => ({ ...actorWith(admin), userId });
  const outcomes = await Promise.all([
    outcome(changeRoles(db, { actor: as(one), userId: two, grants: [] })),
    outcome(changeRoles(db, { actor: as(two), userId: one, grants: [] })),
  ]);
  expect(outcomes.toSorted()).toEqual(['conflict', 'done']);
});
