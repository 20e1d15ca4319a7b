import type { Queryable } from '#db/client.ts';
import { env } from '../env.ts';
import type { DemoPerson } from '../people/demo-person.ts';
import { listDemoPeople } from '../people/queries/list-demo-people.ts';

/** The demo people that the sign-in page offers; undefined in Meta mode, where that choice does not exist. */
export async function demoPeople(db: Queryable): Promise<DemoPerson[] | undefined> {
  return env().STORYWIRE_MODE === 'sandbox' ? await listDemoPeople(db) : undefined;
}
