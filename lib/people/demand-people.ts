import type { Actor } from '../actor.ts';
import { StorywireError } from '../errors.ts';
import { may } from './permissions.ts';

/** Who may sign in is for the system and for admins of every region to say. */
export function demandPeople(actor: Actor): void {
  if (!may(actor, 'people.manage', null)) {
    throw new StorywireError('forbidden', 'notAllowed', { values: { capability: 'people.manage' } });
  }
}
