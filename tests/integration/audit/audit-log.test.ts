import { eq } from 'drizzle-orm';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { account, audit, grant, number, region, user } from '#db/schema.ts';
import type { UserActor } from '#lib/actor.ts';
import type { AuditFilters } from '#lib/audit-log/audit-input.ts';
import { recordAuditExport } from '#lib/audit-log/commands.ts';
import { listAudit } from '#lib/audit-log/queries/list-audit.ts';
import { recordAudit } from '#lib/audit/commands.ts';
import { newId } from '#lib/ids.ts';
import { type Role, roles } from '#lib/words.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import {
  adminEverywhere,
  personWith,
  sampleAccount,
  sampleNumber,
  sampleRegion,
  tester,
} from '#tests/support/sample-brand.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());

const read = (actor: UserActor, filters: AuditFilters = {}, more: { cursor?: number; limit?: number } = {}) =>
  listAudit(test.db, {
    actor,
    filters,
    timeZone: 'UTC',
    actionsSaying: (word) => (word === 'paused' ? ['number.pause'] : []),
    ...more,
  });

async function samplePerson(
  name: string,
  grants: { role: Role; regionId: string | null }[],
): Promise<UserActor> {
  const actor = { ...personWith(...grants), name, fromWhere: '203.0.113.···' };
  await test.db.insert(user).values({ id: actor.userId, name });
  for (const each of grants) await test.db.insert(grant).values({ userId: actor.userId, ...each });
  return actor;
}

describe('the log as it is read', () => {
  it('names who, what and from where, and unfolds ids as names; what is gone keeps its shortened form', async () => {
    const brazil = await sampleRegion(test.db, { name: 'Brazil' });
    const numberId = await sampleNumber(test.db, brazil, 'Team phone');
    const ana = await samplePerson('Ana', [{ role: 'admin', regionId: null }]);
    const gone = newId();
    await recordAudit(test.db, {
      actor: ana,
      action: 'number.pause',
      thingId: numberId,
      detail: { regionId: brazil, from: 'active' },
    });
    await recordAudit(test.db, {
      actor: ana,
      action: 'number.remove',
      thingId: gone,
      detail: { shortened: '+44 ··· 0199' },
    });
    const { lines } = await read(ana, { person: ana.userId });
    const [row] = await test.db.select().from(number).where(eq(number.id, numberId));
    expect(lines).toMatchObject([
      { action: 'number.remove', thing: { id: gone, name: '+44 ··· 0199' } },
      {
        action: 'number.pause',
        who: { kind: 'user', name: 'Ana' },
        thing: { name: `${row!.shortened}, Brazil` },
        fromWhere: '203.0.113.···',
        fields: [
          { name: 'state', kind: 'change', from: 'active', to: null },
          { name: 'regionId', kind: 'value', value: 'Brazil' },
        ],
      },
    ]);
  });

  it('is filtered by person, thing, family, outcome and day, and searched by every word of its sentence', async () => {
    const admin = adminEverywhere();
    const chile = await sampleRegion(test.db, { name: 'Chile' });
    const numberId = await sampleNumber(test.db, chile, 'Rui');
    const rui = await samplePerson('Rui Sample', [{ role: 'admin', regionId: chile }]);
    await recordAudit(test.db, { actor: rui, action: 'number.pause', thingId: numberId });
    await recordAudit(test.db, { actor: rui, action: 'numbers.manage', outcome: 'refused' });
    const actions = async (filters: AuditFilters) =>
      (await read(admin, filters)).lines.map((line) => line.action);
    const person = rui.userId;
    expect(await actions({ person })).toEqual(['numbers.manage', 'number.pause']);
    expect(await actions({ person, outcome: 'refused' })).toEqual(['numbers.manage']);
    expect(await actions({ person, family: 'numbers' })).toEqual(['numbers.manage', 'number.pause']);
    expect(await actions({ person, family: 'brand' })).toEqual([]);
    expect(await actions({ thing: numberId })).toContain('number.pause');
    expect(await actions({ q: 'rui paused chile' })).toEqual(['number.pause']);
    expect(await actions({ q: 'rui paused elsewhere' })).toEqual([]);
    expect(await actions({ q: '%' })).toEqual([]);
    expect(await actions({ person, from: '2000-01-01', to: '2000-01-02' })).toEqual([]);
    expect(await actions({ person, from: '2000-01-01' })).toHaveLength(2);
  });

  it('comes page by page without a gap or a repeat, while new lines arrive', async () => {
    const admin = adminEverywhere();
    const all = (await read(admin, {}, { limit: 1_000 })).lines.map((line) => line.id);
    const seen: number[] = [];
    let cursor: number | undefined;
    do {
      const page = await read(admin, {}, { limit: 3, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.lines.map((line) => line.id));
      cursor = page.nextCursor ?? undefined;
      await recordAudit(test.db, { actor: tester, action: 'region.edit' });
    } while (cursor !== undefined);
    expect(seen).toEqual(all);
  });

  it('records its own export, without what was searched for', async () => {
    const admin = adminEverywhere();
    await recordAuditExport(test.db, { actor: admin, filters: { q: '+44 7700 900123', family: 'numbers' } });
    const [line] = await test.db.select().from(audit).where(eq(audit.actorId, admin.userId));
    expect(line).toMatchObject({ action: 'audit.export', detail: { family: 'numbers', searched: true } });
    await expect(recordAuditExport(test.db, { actor: personWith(), filters: {} })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('who may read which lines', () => {
  it('whatever the grants: an admin everywhere all, a region’s admin own regions and acts, others none', async () => {
    const regions = await Promise.all([0, 1, 2].map(() => sampleRegion(test.db)));
    const things = await Promise.all(
      regions.map(async (regionId) => ({
        regionId,
        number: await sampleNumber(test.db, regionId, 'A phone'),
        account: await sampleAccount(test.db, regionId),
        person: (await samplePerson(`Person of ${regionId}`, [{ role: 'viewer', regionId }])).userId,
        removed: newId(),
      })),
    );
    const marked = newId();
    const stranger = personWith();
    for (const each of things) {
      const detail = { marked };
      const at = each.regionId;
      for (const thingId of [at, each.number, each.account, each.person])
        await recordAudit(test.db, { actor: stranger, action: 'x.own', thingId, detail: { ...detail, at } });
      await recordAudit(test.db, {
        actor: stranger,
        action: 'x.own',
        thingId: each.removed,
        detail: { ...detail, at, regionId: at },
      });
    }
    // About nothing in particular, or about everybody.
    await recordAudit(test.db, { actor: stranger, action: 'x.nobody', detail: { marked, at: null } });
    const lines = (await test.db.select().from(audit)).filter((row) => row.detail['marked'] === marked);
    expect(lines).toHaveLength(16);
    const anyGrant = fc.record({
      role: fc.constantFrom(...roles),
      regionId: fc.constantFrom(null, ...regions),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyGrant, { maxLength: 3 }), async (grants) => {
        const actor = personWith(...grants);
        const admins = grants.filter((each) => each.role === 'admin').map((each) => each.regionId);
        if (admins.length === 0) {
          await expect(read(actor)).rejects.toMatchObject({ code: 'forbidden' });
          return;
        }
        await recordAudit(test.db, { actor, action: 'x.mine', detail: { marked } });
        const seen = (await read(actor, {}, { limit: 5_000 })).lines;
        const mine = seen.filter((line) => line.who.id === actor.userId);
        expect(mine).toHaveLength(1);
        const ids = new Set(seen.map((line) => line.id));
        for (const line of lines) {
          const may = admins.includes(null) || admins.includes(line.detail['at'] as string | null);
          expect([line.id, ids.has(line.id)]).toEqual([line.id, may]);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('show of routes that were changed at once only those into own regions', async () => {
    const [own, other] = [await sampleRegion(test.db), await sampleRegion(test.db)];
    const cell = (targetRegionId: string) => ({ targetRegionId, from: 'instant', to: 'off' });
    await recordAudit(test.db, {
      actor: tester,
      action: 'route.set',
      detail: { cells: [cell(own), cell(other)] },
    });
    await recordAudit(test.db, { actor: tester, action: 'route.set', detail: { cells: [cell(other)] } });
    const actor = personWith({ role: 'admin', regionId: own });
    const { lines } = await read(actor, { family: 'routes' });
    expect(lines).toHaveLength(1);
    const [row] = await test.db.select({ name: region.name }).from(region).where(eq(region.id, other));
    expect(JSON.stringify(lines)).not.toContain(other);
    expect(JSON.stringify(lines)).not.toContain(`${row!.name},`);
    expect((await read(actor, { thing: own })).lines).toMatchObject([{ action: 'route.set' }, {}]);
    expect((await read(actor, { thing: other })).lines).toEqual([]);
  });

  it('keep what happened in a region with it when a number or an account leaves, and do not name it there', async () => {
    const [before, after] = [await sampleRegion(test.db), await sampleRegion(test.db)];
    const accountId = await sampleAccount(test.db, before);
    const numberId = await sampleNumber(test.db, before, 'Moves');
    await recordAudit(test.db, {
      actor: tester,
      action: 'number.pause',
      thingId: numberId,
      detail: { regionId: before, shortened: '+44 ··· 0000' },
    });
    await recordAudit(test.db, {
      actor: tester,
      action: 'account.move',
      thingId: accountId,
      detail: { from: before, to: after },
    });
    await test.db.update(account).set({ regionId: after }).where(eq(account.id, accountId));
    await test.db.update(number).set({ homeRegionId: after }).where(eq(number.id, numberId));
    const former = personWith({ role: 'admin', regionId: before });
    const about = async (thing: string) => (await read(former, { thing })).lines;
    expect(await about(accountId)).toMatchObject([{ action: 'account.move' }]);
    expect((await about(numberId)).find((line) => line.action === 'number.pause')?.thing?.name).toBe(
      '+44 ··· 0000',
    );
  });
});
