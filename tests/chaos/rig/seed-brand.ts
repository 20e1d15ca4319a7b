import { connect } from '#db/client.ts';
import { account } from '#db/schema.ts';
import { systemActor } from '#lib/actor.ts';
import { stopSendingJobs } from '#lib/jobs/queue.ts';
import { addNumber } from '#lib/numbers/commands/add-number.ts';
import { addRegion } from '#lib/regions/commands/add-region.ts';

type SandboxAccounts = {
  regions: { name: string; accounts: { ig_user_id: string; username: string; name: string }[] }[];
};

export type RigBrand = {
  /** User names of the accounts that post. */
  accounts: string[];
  numbers: number;
};

const actor = systemActor('chaos');
const optIn = { kind: 'attested', words: 'A phone of the sandbox: nobody is messaged.' } as const;
const teams = 5;
/** Area codes with the hundred numbers each that are kept free for fiction; the brand's own sender has one of 202. */
const areas = ['212', '312', '415', '617', '303', '404', '503', '505'];

/**
 * Five teams with an account each, and one without, in which most of the
 * phones are: so a story of any account is told to nearly all.
 * @param numbers in all, at most 800
 * @param perTeam how many of them each team with an account has
 */
export async function seedBrand(
  databaseUrl: string,
  from: SandboxAccounts,
  { numbers, perTeam }: { numbers: number; perTeam: number },
): Promise<RigBrand> {
  const { db, close } = connect(databaseUrl, { max: 4, name: 'storywire seed' });
  try {
    const posting = from.regions.filter((each) => each.accounts.length > 0).slice(0, teams);
    const homes: string[] = [];
    for (const { name, accounts } of posting) {
      const regionId = await addTeam(db, name);
      for (const { ig_user_id: igUserId, ...names } of accounts)
        await db.insert(account).values({ igUserId, ...names, regionId });
      for (let n = 0; n < perTeam; n += 1) homes.push(regionId);
    }
    const readers = await addTeam(db, 'Readers');
    while (homes.length < numbers) homes.push(readers);
    for (const [n, regionId] of homes.entries()) {
      const number = `+1${areas[Math.floor(n / 100)]}55501${String(n % 100).padStart(2, '0')}`;
      await addNumber(db, { actor, optIn, regionId, number, label: `Phone ${n + 1}`, kind: 'person' });
    }
    return { accounts: posting.flatMap((each) => each.accounts.map(({ username }) => username)), numbers };
  } finally {
    await stopSendingJobs();
    await close();
  }
}

async function addTeam(db: ReturnType<typeof connect>['db'], name: string): Promise<string> {
  const facts = { countries: ['US'], timeZone: 'America/New_York', language: 'en-US' };
  const mark = { markText: name.slice(0, 2).toUpperCase(), markColor: '#44403c' };
  return (await addRegion(db, { actor, name, groupId: null, ...facts, ...mark })).id;
}
