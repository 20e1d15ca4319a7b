import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { setUpTest } from '#db/schema.ts';
import type { Actor } from '../../actor.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import { demand } from '../../people/permissions.ts';
import type { SetUpProbe } from '../set-up-probe.ts';

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
export async function recordSetUpTest(db: Database, probe: SetUpProbe): Promise<void> {
  const found = { probe, testedAt: sql`now()`, askedAt: null };
  await db.insert(setUpTest).values(found).onConflictDoUpdate({ target: setUpTest.one, set: found });
}
