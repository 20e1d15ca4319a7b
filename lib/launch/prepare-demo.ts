import { eq } from 'drizzle-orm';
import { request } from 'undici';
import { connect, type Database } from '#db/client.ts';
import { account, installation, region, regionGroup } from '#db/schema.ts';
import { systemActor } from '../actor.ts';
import { recordAudit } from '../audit/commands.ts';
import type { Env } from '../env.ts';
import { StorywireError } from '../errors.ts';
import { stopSendingJobs } from '../jobs/queue.ts';
import { addNumber } from '../numbers/commands/add-number.ts';
import { addPerson } from '../people/commands/add-person.ts';
import { addRegion, addRegionGroup } from '../regions/commands.ts';
import { type DemoBrand, type DemoRegion, demoBrand } from './demo-brand.ts';

const actor = systemActor('demo');
const optIn = { kind: 'attested', words: 'A phone of the sandbox: nobody is messaged.' } as const;

/**
 * Fills an empty sandbox database with the demo brand, through the commands
 * that people use. Done once; a start that was killed halfway goes on where it was.
 */
export async function prepareDemo(env: Env): Promise<void> {
  const { db, close } = connect(env.DATABASE_URL, { max: 2, name: 'storywire demo' });
  try {
    const [row] = await db.select({ at: installation.demoSeededAt }).from(installation);
    if (row?.at) return;
    const brand = await readBrand(env);
    const groups = await addGroups(db, brand);
    for (const each of brand.regions) await addDemoRegion(db, each, groups);
    await db.update(installation).set({ demoSeededAt: new Date(), brandName: brand.brand.name });
  } finally {
    await stopSendingJobs();
    await close();
  }
}

async function readBrand(env: Env): Promise<DemoBrand> {
  const { body } = await request(`${env.META_GRAPH_URL}/_sandbox/brand`);
  return demoBrand.parse(await body.json());
}

async function addGroups(db: Database, brand: DemoBrand): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const [position, { key, name }] of brand.groups.entries()) {
    const [known] = await db
      .select({ id: regionGroup.id })
      .from(regionGroup)
      .where(eq(regionGroup.name, name));
    ids.set(key, known?.id ?? (await addRegionGroup(db, { actor, name, position })).id);
  }
  return ids;
}

async function addDemoRegion(db: Database, demo: DemoRegion, groups: Map<string, string>): Promise<void> {
  const [known] = await db.select({ id: region.id }).from(region).where(eq(region.name, demo.name));
  const regionId = known?.id ?? (await addRegion(db, { actor, ...regionFacts(demo, groups) })).id;
  for (const each of demo.accounts) await addAccount(db, each, regionId);
  for (const { number, label, kind, language } of demo.numbers) {
    await unlessThere(() =>
      addNumber(db, { actor, optIn, regionId, number, label, kind, language: language ?? null }),
    );
  }
  for (const { name, email, role } of demo.people) {
    // The admin of the demo administers every region; everybody else their own.
    const grants = [{ role, regionId: role === 'admin' ? null : regionId }];
    await unlessThere(() => addPerson(db, { actor, name, email, grants, demo: true }));
  }
}

const regionFacts = (demo: DemoRegion, groups: Map<string, string>) => ({
  name: demo.name,
  groupId: demo.group === null ? null : (groups.get(demo.group) ?? null),
  countries: demo.countries,
  timeZone: demo.time_zone,
  language: demo.language,
  markText: demo.mark.text,
  markColor: demo.mark.color,
});

/** Mapped before it is discovered: discovery adds the token by which it is reached, and leaves the region alone. */
async function addAccount(
  db: Database,
  demo: DemoRegion['accounts'][number],
  regionId: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    const [added] = await tx
      .insert(account)
      .values({ igUserId: demo.ig_user_id, username: demo.username, name: demo.name, regionId })
      .onConflictDoNothing()
      .returning({ id: account.id });
    if (added)
      await recordAudit(tx, { actor, action: 'account.map', thingId: added.id, detail: { regionId } });
  });
}

async function unlessThere(add: () => Promise<unknown>): Promise<void> {
  try {
    await add();
  } catch (error) {
    if (!(error instanceof StorywireError && error.code === 'conflict')) throw error;
  }
}
