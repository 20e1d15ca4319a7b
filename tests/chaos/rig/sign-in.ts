import { systemActor } from '#lib/actor.ts';
import { addPerson } from '#lib/people/commands/add-person.ts';
import { createSignInLink } from '#lib/people/commands/sign-in-link.ts';
import { signInWithLink } from '#tests/support/sign-in.ts';
import type { Rig } from './rig.ts';

/** Somebody who may read everything. @returns the Cookie header of the session */
export async function signIn({ owner, web, env }: Rig): Promise<string> {
  const actor = systemActor('chaos');
  const storywireUrl = env['STORYWIRE_URL']!;
  const { userId } = await addPerson(owner.db, {
    actor,
    name: 'A reader',
    email: null,
    grants: [{ role: 'viewer', regionId: null }],
  });
  return await signInWithLink(
    web.url,
    storywireUrl,
    await createSignInLink(owner.db, { actor, userId, storywireUrl }),
  );
}
