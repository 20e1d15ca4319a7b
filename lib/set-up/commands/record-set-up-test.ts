import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { setUpTest } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import { demand } from '../../people/permissions.ts';
import { withHeldSince } from '../held-since.ts';
import { type SetUpProbe, setUpProbe } from '../set-up-probe.ts';

/**
 * Has the set-up tested now.
 * @throws StorywireError `forbidden` unless an admin of all regions
 */
export async function askSetUpTest(db: Database, { actor }: { actor: Actor }): Promise<void> {
  demand(actor, 'accounts.manage', null);
  await db.transaction(async (tx) => {
    await tx
      .insert(setUpTest)
      .values({ askedAt: sql`now()` })
      .onConflictDoUpdate({ target: setUpTest.one, set: { askedAt: sql`now()` } });
    await enqueue(tx, 'set_up.test', {});
  });
}

/** Keeps what a test found out; nobody waits for it any more. */
export async function recordSetUpTest(db: Database, found: SetUpProbe): Promise<void> {
  await db.transaction(async (tx) => {
    const [before] = await tx.select({ probe: setUpTest.probe }).from(setUpTest).for('update');
    const [clock] = await tx.execute<{ nowMs: number }>(
      sql`select (extract(epoch from now()) * 1000)::float8 as "nowMs"`,
    );
    const testedAt = new Date(clock!.nowMs);
    const probe = withHeldSince(found, setUpProbe.safeParse(before?.probe).data ?? null, testedAt);
    const row = { probe, testedAt, askedAt: null };
    await tx.insert(setUpTest).values(row).onConflictDoUpdate({ target: setUpTest.one, set: row });
  });
}
