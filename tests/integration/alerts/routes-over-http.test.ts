import { afterAll, beforeAll, expect, test } from 'vitest';
import { route } from '#db/schema.ts';
import { packRoutes } from '#lib/alerts/route-wire.ts';
import { sampleRegion } from '#tests/support/sample-brand.ts';
import { actionState, postAction } from '#tests/support/server-action.ts';
import { startStorywire, type Storywire } from '#tests/support/storywire.ts';

let storywire: Storywire;
beforeAll(async () => {
  storywire = await startStorywire();
});
afterAll(() => storywire.close());

test('the whole matrix of a hundred regions is saved at once', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 100; n += 1) ids.push(await sampleRegion(storywire.db));
  const changes = ids.flatMap((sourceRegionId) =>
    ids
      .filter((id) => id !== sourceRegionId)
      .map((targetRegionId) => ({
        sourceRegionId,
        targetRegionId,
        from: 'instant' as const,
        to: 'summary' as const,
      })),
  );
  const headers = { cookie: await storywire.signIn('admin'), origin: storywire.url };
  const answer = await postAction(
    storywire,
    'app/(signed-in)/routes/actions.ts#saveRoutesAction',
    { changes: JSON.stringify(packRoutes(changes)) },
    headers,
  );
  expect(await actionState(answer)).toMatchObject({ status: 'done' });
  expect(await storywire.db.$count(route)).toBe(9_900);
  // The page that shows them, and the log that says so, can still be read.
  for (const path of ['/routes', '/audit']) {
    const page = await storywire.fetch(path, { headers: { cookie: headers.cookie } });
    expect(page.status).toBe(200);
    await page.text();
  }
});
