import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { grant, number } from '#db/schema.ts';
import { systemActor } from '#lib/actor.ts';
import { disablePerson } from '#lib/people/commands/disable-person.ts';
import { createSignInLink } from '#lib/people/commands/sign-in-link.ts';
import { actionState, postAction } from '#tests/support/server-action.ts';
import { trySignIn } from '#tests/support/sign-in.ts';
import { startStorywire, type Storywire } from '#tests/support/storywire.ts';
import { makeNumber, makeRegion, type Region } from './world.ts';

let storywire: Storywire;
let own: Region;
let other: Region;

beforeAll(async () => {
  storywire = await startStorywire();
  own = await makeRegion(storywire.db, 'Own', storywire.data);
  other = await makeRegion(storywire.db, 'Other', storywire.data);
});
afterAll(() => storywire.close());

/** Opens a live stream; gives its first words and, later, how long after a moment it ended. */
async function openStream(
  cookie: string,
): Promise<{ hello: string; endedAfterMs: (from: number) => Promise<number> }> {
  const response = await storywire.fetch('/api/live', { headers: { cookie } });
  expect(response.status).toBe(200);
  const reader = response.body!.getReader();
  const hello = new TextDecoder().decode((await reader.read()).value);
  const ended = (async () => {
    for (;;) {
      const { done } = await reader.read();
      if (done) return performance.now();
    }
  })();
  return { hello, endedAfterMs: async (from) => (await ended) - from };
}

describe('an open feed closes within five seconds', () => {
  test('when its person is disabled, on every device, and the next call is refused', async () => {
    const userId = await storywire.addPerson('viewer');
    const devices = [await storywire.signInAs(userId), await storywire.signInAs(userId)];
    const streams = await Promise.all(devices.map(openStream));
    const from = performance.now();
    await disablePerson(storywire.db, { actor: systemActor('test'), userId, now: new Date() });
    for (const cookie of devices) {
      expect((await storywire.fetch('/api/feed', { headers: { cookie } })).status).toBe(401);
      expect((await storywire.fetch('/api/live', { headers: { cookie } })).status).toBe(401);
    }
    for (const stream of streams) expect(await stream.endedAfterMs(from)).toBeLessThan(5_000);
  });

  test('when an admin disables its person by the form: their number is paused and their open link void', async () => {
    const { db, url } = storywire;
    const userId = await storywire.addPerson('viewer', own.id);
    const stream = await openStream(await storywire.signInAs(userId));
    const numberId = (await makeNumber(db, own.id, 'active')).id;
    await db.update(number).set({ userId }).where(eq(number.id, numberId));
    const link = await createSignInLink(db, { actor: systemActor('test'), userId, storywireUrl: url });
    const headers = { cookie: await storywire.signIn('admin', own.id), origin: url };
    const from = performance.now();
    const answer = await postAction(
      storywire,
      'app/(signed-in)/people/actions.ts#disablePersonAction',
      { userId },
      headers,
    );
    expect((await actionState(answer))?.status).toBe('done');
    expect(await stream.endedAfterMs(from)).toBeLessThan(5_000);
    const [row] = await db.select().from(number).where(eq(number.id, numberId));
    expect(row?.state).toBe('paused');
    const secret = new URL(link).hash.slice(1);
    const { cookies } = await trySignIn(url, url, 'link', { secret });
    expect([...cookies.keys()].filter((name) => /^(__Host-)?storywire$/.test(name))).toEqual([]);
  });

  test('when its device is signed out from another one, which stays open', async () => {
    const userId = await storywire.addPerson('viewer');
    const [lost, kept] = [await storywire.signInAs(userId), await storywire.signInAs(userId)];
    const stream = await openStream(lost);
    const headers = { cookie: kept, origin: storywire.url };
    const { sessions } = (await (await storywire.fetch('/api/sessions', { headers })).json()) as {
      sessions: { id: string; current: boolean }[];
    };
    const { id } = sessions.find(({ current }) => !current)!;
    const from = performance.now();
    expect((await storywire.fetch(`/api/sessions/${id}`, { method: 'DELETE', headers })).status).toBe(204);
    expect(await stream.endedAfterMs(from)).toBeLessThan(5_000);
    expect((await storywire.fetch('/api/feed', { headers })).status).toBe(200);
  });
});

test('a role that is taken away, changed or given counts with the next call', async () => {
  const { db } = storywire;
  const userId = await storywire.addPerson('admin', own.id);
  const cookie = await storywire.signInAs(userId);
  const pause = async (region: Region) => {
    const numberId = (await makeNumber(db, region.id, 'active')).id;
    const headers = { cookie, origin: storywire.url };
    const response = await postAction(
      storywire,
      'app/(signed-in)/numbers/actions.ts#pauseNumberAction',
      { numberId },
      headers,
    );
    return (await actionState(response))?.status;
  };
  expect([await pause(own), await pause(other)]).toEqual(['done', 'refused']);
  await db.update(grant).set({ regionId: other.id }).where(eq(grant.userId, userId));
  expect([await pause(own), await pause(other)]).toEqual(['refused', 'done']);
  await db.update(grant).set({ role: 'viewer' }).where(eq(grant.userId, userId));
  expect([await pause(own), await pause(other)]).toEqual(['refused', 'refused']);
  await db.delete(grant).where(eq(grant.userId, userId));
  expect([await pause(own), await pause(other)]).toEqual(['refused', 'refused']);
  // Whoever is signed in reads the stories, with a role or without.
  expect((await storywire.fetch('/api/feed', { headers: { cookie } })).status).toBe(200);
});
