import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { audit, route } from '#db/schema.ts';
import { setRoutes } from '#lib/alerts/commands/set-routes.ts';
import { getRouteMatrix } from '#lib/alerts/queries.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { adminEverywhere, personWith, sampleRegion } from '#tests/support/sample-brand.ts';

let database: TestDatabase;
let source = '';
let target = '';
beforeAll(async () => {
  database = await testDatabase();
  source = await sampleRegion(database.db);
  target = await sampleRegion(database.db);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.delete(route);
});

const change = (from: 'instant' | 'summary', to: 'summary' | 'off') => ({
  sourceRegionId: source,
  targetRegionId: target,
  from,
  to,
});

test('saving changes the painted cells in one line of the audit log, and nothing where one has moved since', async () => {
  const { db } = database;
  const actor = adminEverywhere();
  expect(await setRoutes(db, { actor, changes: [change('instant', 'summary')] })).toEqual({ count: 1 });
  const stale = [
    { ...change('instant', 'off'), sourceRegionId: target, targetRegionId: source },
    change('instant', 'off'),
  ];
  await expect(setRoutes(db, { actor, changes: stale })).rejects.toMatchObject({ code: 'conflict' });
  expect((await getRouteMatrix(db, { actor })).cells).toEqual([
    { sourceRegionId: source, targetRegionId: target, delivery: 'summary' },
  ]);
  expect(await db.select().from(audit).where(eq(audit.action, 'route.set'))).toMatchObject([
    { detail: { cells: [change('instant', 'summary')] } },
  ]);
});

test('what a region hears is for its own admin to say, not for the admin of whom it hears', async () => {
  const { db } = database;
  const changes = [change('instant', 'off')];
  const ofSource = personWith({ role: 'admin', regionId: source });
  await expect(setRoutes(db, { actor: ofSource, changes })).rejects.toMatchObject({ code: 'forbidden' });
  const ofTarget = personWith({ role: 'admin', regionId: target });
  await setRoutes(db, { actor: ofTarget, changes });
  const { regions } = await getRouteMatrix(db, { actor: ofTarget });
  expect(regions.filter(({ mayChange }) => mayChange).map(({ id }) => id)).toEqual([target]);
});
