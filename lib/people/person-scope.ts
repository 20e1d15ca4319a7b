import type { Actor, Grant } from '../actor.ts';
import { StorywireError } from '../errors.ts';
import { demand, may, regionsWhere } from './permissions.ts';

/**
 * Whom an admin sees and changes. An admin of every region: everybody. An
 * admin of some: people with a role in one of these, and of their roles only
 * those. Pure; the people's grants come as arguments.
 */

/** The grants of a person that an actor may see. */
export function grantsInSight(actor: Actor, grants: readonly Grant[]): Grant[] {
  const regions = regionsWhere(actor, 'people.see');
  if (regions === 'all') return [...grants];
  return grants.filter(({ regionId }) => regionId !== null && regions.includes(regionId));
}

/** Whether an actor may see that a person exists. */
export const seesPerson = (actor: Actor, grants: readonly Grant[]): boolean =>
  may(actor, 'people.see', null) || grantsInSight(actor, grants).length > 0;

/**
 * Whether an actor may do to the whole person what no region limits: end
 * sessions, disable, hand out a link, link a number that lets its holder in.
 * Whoever can sign in as somebody has all their roles, so all of them must
 * lie within the actor's reach.
 */
export const managesWholly = (actor: Actor, grants: readonly Grant[]): boolean =>
  may(actor, 'people.manage', null) ||
  (grants.length > 0 && grants.every(({ regionId }) => may(actor, 'people.manage', regionId)));

/**
 * Demands that an actor may hand out these roles: never one beyond their own reach.
 * No role at all is for admins of every region to give, who alone would see the person.
 * @throws StorywireError `forbidden`
 */
export function demandGrants(actor: Actor, grants: readonly Grant[]): void {
  if (grants.length === 0) demand(actor, 'people.manage', null);
  for (const { regionId } of grants) demand(actor, 'people.manage', regionId);
}

/**
 * @throws StorywireError `not_found` for whom the actor may not see;
 * `forbidden` when the person has roles beyond the actor's reach
 */
export function demandWholly(actor: Actor, grants: readonly Grant[]): void {
  if (!seesPerson(actor, grants)) throw new StorywireError('not_found', 'personNotFound');
  if (!managesWholly(actor, grants)) throw new StorywireError('forbidden', 'personReachesFurther');
}
