import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { account, ledger, story, token } from '#db/schema.ts';
import { connectToken } from '#lib/accounts/commands/connect-token.ts';
import { listDueAccounts } from '#lib/accounts/queries.ts';
import { systemActor } from '#lib/actor.ts';
import { newId } from '#lib/ids.ts';
import { checkAccounts } from '#lib/stories/job.ts';
import { MetaWorld, type Part } from '#tests/simulation/polling/meta-world.ts';
import {
  type ModelAccount,
  PollerModel,
  pollIntervalMs,
  tickMs,
} from '#tests/simulation/polling/poller-model.ts';
import { drawScript, type Script } from '#tests/simulation/polling/script.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { jobContext } from '#tests/support/job-context.ts';
import { sampleRegion } from '#tests/support/sample-brand.ts';
import { sendJson, stubServer } from '../meta/stub-server.ts';

/**
 * A month is simulated over a model of what the jobs store (tests/simulation/polling),
 * since the database would take hours for it. Here an hour and a half of such a
 * world is played twice, once by the model and once by the jobs themselves, over
 * PostgreSQL and HTTP: second by second they ask for the same accounts, and
 * come to the same ledger.
 */
let database: TestDatabase;
let meta: Awaited<ReturnType<typeof stubServer>>;
let now = 0;
let world: MetaWorld;

const minute = 60_000;

beforeAll(async () => {
  database = await testDatabase();
  meta = await stubServer(({ headers, body }, response) => {
    const batch = new URLSearchParams(body.toString()).get('batch') ?? '[]';
    const paths = (JSON.parse(batch) as { relative_url: string }[]).map((item) => item.relative_url);
    const bearer = /token(\d+)$/.exec(headers.authorization ?? '')?.[1];
    const answer = world.answer(paths, Number(bearer), now);
    if (answer.kind === 'dead') response.destroy();
    else if (answer.kind === 'refused') sendJson(response, answer.json, answer.status);
    else sendJson(response, answer.parts.map(onTheWire));
  });
});
afterAll(async () => {
  await meta.close();
  await database.close();
});

const onTheWire = (part: Part) =>
  part && {
    code: part.code,
    headers: Object.entries(part.headers).map(([name, value]) => ({ name, value })),
    body: JSON.stringify(part.json),
  };

/** Twelve hours pressed into one, with everything that goes wrong in a month. */
function pressedScript(): Script {
  const drawn = drawScript({ seed: 11, accounts: 20, days: 1 });
  const press = (moment: number) => drawn.from + Math.floor((moment - drawn.from) / 12 / 1_000) * 1_000;
  const at = (minutes: number) => drawn.from + minutes * minute;
  return {
    ...drawn,
    until: at(90),
    accounts: drawn.accounts.map((each, n) => ({
      ...each,
      id: newId(),
      budget: n % 5 === 3 ? 40 : 4_800,
      stories: each.stories.map((posted) => ({
        ...posted,
        postedAt: press(posted.postedAt),
        goneAt: press(posted.postedAt) + (posted.goneAt - posted.postedAt),
      })),
    })),
    outages: [{ from: at(30), until: at(42) }],
    revoked: [
      { token: 0, from: at(15), until: at(28) },
      { token: 1, from: at(55), until: at(70) },
    ],
    nullShare: 0.01,
    troubleShare: 0.01,
  };
}

async function connectAll(script: Script): Promise<string[]> {
  const actor = systemActor('test');
  const tokenIds: string[] = [];
  for (const n of new Set(script.accounts.map((each) => each.token)))
    tokenIds[n] = await connectToken(database.db, {
      actor,
      accessToken: `token${n}`,
      verdict: undefined,
      now: new Date(script.from),
    });
  const regionId = await sampleRegion(database.db);
  await database.db.insert(account).values(
    script.accounts.map(({ id, igUserId, token: n }) => ({
      id,
      igUserId,
      username: igUserId,
      name: igUserId,
      regionId,
      tokenId: tokenIds[n]!,
    })),
  );
  return tokenIds;
}

it('the model of a month and the jobs over PostgreSQL ask and store the same', async () => {
  const script = pressedScript();
  const tokenIds = await connectAll(script);
  world = new MetaWorld(script);
  const model = new PollerModel(script, new MetaWorld(script), { keepLedger: true });
  const context = jobContext(database, {
    now: () => new Date(now),
    env: { META_GRAPH_URL: meta.config.graphUrl },
  });
  const reallyDue = async () =>
    (await listDueAccounts(database.db, { now: new Date(now), pollIntervalMs })).map(({ id }) => id);
  for (now = script.from; now < script.until; now += tickMs) {
    for (const { token: n, at } of model.connections())
      if (at === now) {
        model.connect(n);
        await database.db.update(token).set({ state: 'healthy' }).where(eq(token.id, tokenIds[n]!));
      }
    const due = model.due(now);
    // Most seconds are nobody's turn; of those, some are looked at as well.
    if (due.length === 0 && (now / tickMs) % 13 !== 0) continue;
    const ids = await reallyDue();
    expect(ids, new Date(now).toISOString()).toEqual(due.map(({ id }) => id));
    if (ids.length === 0) continue;
    model.check(due, now);
    await checkAccounts(context, { accountIds: ids });
  }
  for (const each of model.accounts) await expectSame(each);
  const results = new Set(model.accounts.flatMap((each) => each.ledger.map(({ result }) => result)));
  expect([...results].toSorted()).toEqual(['ok', 'throttled', 'token', 'unavailable']);
  // Some 2,000 checks; half a minute with nothing beside it.
}, 300_000);

async function expectSame(model: ModelAccount): Promise<void> {
  const [row] = await database.db.select().from(account).where(eq(account.id, model.id));
  const lines = await database.db
    .select({ at: ledger.checkedAt, result: ledger.result, found: ledger.found })
    .from(ledger)
    .where(eq(ledger.accountId, model.id))
    .orderBy(asc(ledger.id));
  expect(lines.map(({ at, result, found }) => ({ at: at.getTime(), result, found: found ?? 0 }))).toEqual(
    model.ledger,
  );
  expect(row!.notBefore?.getTime() ?? null).toBe(model.notBefore);
  expect(row!.pacedUntil?.getTime() ?? null).toBe(model.pacedUntil);
  expect(row!.lastGoodCheckAt?.getTime() ?? null).toBe(model.lastGoodCheckAt);
  const stories = await database.db
    .select({ mediaId: story.mediaId, foundAt: story.foundAt })
    .from(story)
    .where(eq(story.accountId, model.id));
  expect(new Map(stories.map(({ mediaId, foundAt }) => [mediaId, foundAt.getTime()]))).toEqual(
    new Map([...model.found].map(([mediaId, { at }]) => [mediaId, at])),
  );
}
