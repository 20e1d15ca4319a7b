import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { number, region } from '#db/schema.ts';
import type { Actor } from '#lib/actor.ts';
import { newId } from '#lib/ids.ts';
import { addNumber } from '#lib/numbers/commands/add-number.ts';
import { followRegion } from '#lib/numbers/commands/follow-regions.ts';
import { numberFilterInput } from '#lib/numbers/number-filter-input.ts';
import { numbersPerPage } from '#lib/numbers/number-filter.ts';
import { getNumber } from '#lib/numbers/queries/get-number.ts';
import { listHomeChoices } from '#lib/numbers/queries/list-home-choices.ts';
import { listNumbers } from '#lib/numbers/queries/list-numbers.ts';
import { roles } from '#lib/words.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import {
  adminEverywhere,
  personWith,
  sampleNumber,
  sampleRegion,
  sampleSender,
  tester,
  viewerOf,
} from '#tests/support/sample-brand.ts';

let test: TestDatabase;
let peru: string;
let chile: string;
beforeAll(async () => {
  test = await testDatabase();
  peru = await sampleRegion(test.db, { name: 'Peru' });
  chile = await sampleRegion(test.db, { name: 'Chile' });
  await sampleSender(test.db);
});
afterAll(() => test.close());

const admin = adminEverywhere();
const list = (over: object = {}, actor: Actor = admin) =>
  listNumbers(test.db, { actor, filter: numberFilterInput.parse(over) });
const labels = async (over: object = {}, actor: Actor = admin) =>
  (await list(over, actor)).rows.map(({ label }) => label);
const forbidden = expect.objectContaining({ code: 'forbidden' });

describe('the list of numbers', () => {
  it('says of each whose it is, where, in what language, whether it hears, and what it follows', async () => {
    const id = await sampleNumber(test.db, peru, 'Rosa');
    await followRegion(test.db, { actor: admin, numberId: id, regionId: chile });
    const { rows } = await list({ q: 'ros' });
    expect(rows).toMatchObject([
      {
        id,
        label: 'Rosa',
        shortened: expect.stringMatching(/^\+1 ··· \d{4}$/),
        kind: 'person',
        region: { id: peru, name: 'Peru' },
        language: 'es-ES',
        state: 'active',
        lastReachedAt: null,
        follows: ['Chile'],
      },
    ]);
  });

  it('is narrowed by region, state, kind, name and last digits', async () => {
    const add = (label: string, text: string, kind: 'person' | 'team', regionId: string) =>
      addNumber(test.db, { actor: admin, regionId, number: text, label, kind });
    await add('100 % desk_phone', '+1 305 555 0142', 'team', chile);
    await add('Desk', '+1 305 555 0143', 'person', peru);
    expect(await labels({ region: chile })).toEqual(['100 % desk_phone']);
    expect(await labels({ state: 'invited' })).toEqual(['100 % desk_phone', 'Desk']);
    expect(await labels({ kind: 'team' })).toEqual(['100 % desk_phone']);
    expect(await labels({ q: '0143' })).toEqual(['Desk']);
    expect(await labels({ q: '+1 305 555 0143' })).toEqual(['Desk']);
    // What stands for anything elsewhere is taken for itself.
    for (const q of ['100 %', 'desk_']) expect(await labels({ q })).toEqual(['100 % desk_phone']);
    expect(await labels({ q: '\\' })).toEqual([]);
    const page = await list({ state: 'invited', kind: 'team' });
    expect(page).toMatchObject({ total: 1, counts: { invited: 1, active: 0 }, any: true });
  });

  it('is comfortable with six hundred: every one is on exactly one page', async () => {
    const { sealed, shortened } = (await test.db.select().from(number).limit(1))[0]!;
    const many = await sampleRegion(test.db);
    await test.db.insert(number).values(
      Array.from({ length: 600 }, (_, at) => ({
        hash: `many${at}`,
        sealed,
        shortened,
        label: at % 2 ? 'Same name' : `name ${at}`,
        kind: 'person' as const,
        homeRegionId: many,
        state: 'active' as const,
      })),
    );
    const first = await list({ region: many });
    expect(first).toMatchObject({ total: 600, pages: 600 / numbersPerPage });
    const seen = new Set<string>();
    for (let page = 1; page <= first.pages; page++)
      for (const { id } of (await list({ region: many, page })).rows) seen.add(id);
    expect(seen.size).toBe(600);
    expect((await list({ region: many, page: 999 })).rows).toEqual([]);
  });

  it("never shows a number of a region outside the reader's grants, whatever they are", async () => {
    const regions = await Promise.all([0, 1, 2, 3].map(() => sampleRegion(test.db)));
    for (const id of regions) await sampleNumber(test.db, id, `secret of ${id}`);
    const anyGrant = fc.record({ role: fc.constantFrom(...roles), regionId: fc.constantFrom(...regions) });
    await fc.assert(
      fc.asyncProperty(fc.array(anyGrant, { maxLength: 4 }), async (grants) => {
        const page = await list({}, personWith(...grants));
        const granted = [...new Set(grants.map(({ regionId }) => regionId))];
        expect(page.rows.map(({ region: { id } }) => id).toSorted()).toEqual(granted.toSorted());
        expect(page.total).toBe(granted.length);
        expect(page.regions.map(({ id }) => id).toSorted()).toEqual(granted.toSorted());
        const manages = grants.some(({ role }) => role === 'admin');
        expect(page).toMatchObject({
          needsRegion: false,
          mayAdd: manages,
          mayExport: manages,
          any: granted.length > 0,
        });
      }),
      { numRuns: 40 },
    );
  });

  it('refuses to be narrowed to a region that is not for the reader to see', async () => {
    await expect(list({ region: chile }, viewerOf(peru))).rejects.toThrow(forbidden);
  });
});

describe('one number', () => {
  it('shows its code to those who may pass it on, and not to others', async () => {
    const { id, joinCode } = await addNumber(test.db, {
      actor: admin,
      regionId: peru,
      number: '+1 305 555 0150',
      label: 'Invited',
    });
    expect(await getNumber(test.db, { actor: admin, numberId: id })).toMatchObject({
      joinCode,
      joinLink: `https://wa.me/12025550100?text=JOIN%20${joinCode}`,
      mayManage: true,
      mayReveal: true,
      maySeeAudit: true,
      optIns: [],
    });
    const seen = await getNumber(test.db, { actor: viewerOf(peru), numberId: id });
    expect(seen).toMatchObject({
      joinCode: null,
      joinLink: null,
      mayManage: false,
      mayReveal: false,
      maySeeAudit: false,
      mayFollow: [],
      mayMoveTo: [],
    });
    expect(JSON.stringify(seen)).not.toContain('3055550150');
  });

  it('tells who vouched for its opt-in, when and how', async () => {
    const { id } = await addNumber(test.db, {
      actor: tester,
      regionId: peru,
      number: '+1 305 555 0151',
      label: 'Agreed',
      agreed: { on: '2026-11-20', words: 'At the team meeting', now: new Date('2026-11-25T12:00:00Z') },
    });
    const { optIns } = await getNumber(test.db, { actor: admin, numberId: id });
    // The day begins where the number is at home: Madrid.
    expect(optIns).toEqual([
      { kind: 'attested', at: '2026-11-19T23:00:00.000Z', words: 'At the team meeting', by: null },
    ]);
  });

  it('of another region is refused, and one that nobody has is not found', async () => {
    const id = await sampleNumber(test.db, peru, 'Not yours');
    for (const actor of [viewerOf(chile), personWith({ role: 'admin', regionId: chile }), personWith()])
      await expect(getNumber(test.db, { actor, numberId: id })).rejects.toThrow(forbidden);
    await expect(getNumber(test.db, { actor: admin, numberId: newId() })).rejects.toThrow(
      expect.objectContaining({ code: 'not_found' }),
    );
  });
});

describe('adding', () => {
  it('offers the regions that one manages and that are in use', async () => {
    const closed = await sampleRegion(test.db, { name: 'Closed' });
    await test.db.update(region).set({ archivedAt: new Date() }).where(eq(region.id, closed));
    const ids = (await listHomeChoices(test.db, { actor: admin })).map(({ id }) => id);
    expect(ids).toContain(peru);
    expect(ids).not.toContain(closed);
    const mine = personWith({ role: 'admin', regionId: chile }, { role: 'viewer', regionId: peru });
    expect((await listHomeChoices(test.db, { actor: mine })).map(({ id }) => id)).toEqual([chile]);
    await expect(
      addNumber(test.db, { actor: admin, regionId: closed, number: '+1 305 555 0160', label: 'Late' }),
    ).rejects.toThrow(expect.objectContaining({ message: 'regionArchived' }));
  });

  it('takes no day that lies ahead for an opt-in', async () => {
    const agreed = { on: '2026-11-27', words: 'Tomorrow', now: new Date('2026-11-25T12:00:00Z') };
    await expect(
      addNumber(test.db, { actor: admin, regionId: peru, number: '+1 305 555 0161', label: 'Early', agreed }),
    ).rejects.toMatchObject({ message: 'optInDayAhead', field: 'optInOn' });
  });
});
