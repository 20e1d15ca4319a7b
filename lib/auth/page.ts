import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import type { Database } from '#db/client.ts';
import { database } from '#db/pool.ts';
import type { UserActor } from '../actor.ts';
import { recordRefusal } from './audit-refusal.ts';
import { currentActor } from './current-actor.ts';
import { StorywireError } from '../errors.ts';
import { pathHeader } from './request-headers.ts';
import { returnPath } from './return-path.ts';

/**
 * The database and who is asking, for a server component. Every page calls it
 * itself, since a layout is not run again for each of its pages.
 * Nobody is sent to the sign-in page and comes back afterwards.
 */
export async function pageActor(): Promise<{ db: Database; actor: UserActor }> {
  const actor = await currentActor();
  if (!actor) {
    const to = returnPath((await headers()).get(pathHeader));
    redirect(to === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(to)}`);
  }
  return { db: database(), actor };
}

/** The same for a page that is open to everybody, such as sign-in. */
export async function visitor(): Promise<{ db: Database; actor: UserActor | undefined }> {
  return { actor: await currentActor(), db: database() };
}

/**
 * Awaits what a page is about, and shows "not found" when it is not there or
 * not for this person to see, which looks the same from outside.
 */
export async function foundOr404<T>(actor: UserActor, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof StorywireError)) throw error;
    if (error.code === 'forbidden') await recordRefusal(database(), actor, error, 'page');
    if (error.code === 'forbidden' || error.code === 'not_found') notFound();
    throw error;
  }
}
