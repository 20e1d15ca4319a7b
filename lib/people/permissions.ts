import type { Actor, Grant } from '../actor.ts';
import { StorywireError } from '../errors.ts';
import type { Role } from '../words.ts';

/**
 * What may be done, and the roles that may. Everyone signed in reads every
 * story; the rest is limited to the regions of one's grants.
 */
const allowed = {
  'stories.read': ['admin', 'editor', 'viewer'],
  /** Who exactly was told: names and shortened numbers. Elsewhere one sees counts. */
  'alerts.see': ['admin', 'editor', 'viewer'],
  'regions.see': ['admin', 'editor', 'viewer'],
  'numbers.see': ['admin', 'editor', 'viewer'],
  'numbers.manage': ['admin'],
  'regions.manage': ['admin'],
  'accounts.manage': ['admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Capability = keyof typeof allowed;

/** Needed somewhere, in whatever region: everyone signed in reads every story. */
const anywhere: readonly Capability[] = ['stories.read', 'regions.see'];

const grants = (actor: Actor, capability: Capability): readonly Grant[] =>
  actor.kind === 'user'
    ? actor.grants.filter((grant) => (allowed[capability] as readonly Role[]).includes(grant.role))
    : [];

/**
 * Whether an actor may do something in a region.
 * @param regionId `null`: in every region, as adding a region needs
 */
export function may(actor: Actor, capability: Capability, regionId: string | null): boolean {
  if (actor.kind === 'system') return true;
  const held = grants(actor, capability);
  if (anywhere.includes(capability)) return held.length > 0;
  return held.some((grant) => grant.regionId === null || grant.regionId === regionId);
}

/** The regions in which an actor may do something. */
export function regionsWhere(actor: Actor, capability: Capability): 'all' | string[] {
  if (actor.kind === 'system') return 'all';
  const held = grants(actor, capability);
  if (held.some((grant) => grant.regionId === null)) return 'all';
  return held.flatMap((grant) => (grant.regionId === null ? [] : [grant.regionId]));
}

/**
 * Lets an actor pass or refuses.
 * @throws StorywireError `forbidden`, which the edge records in the audit log
 */
export function demand(actor: Actor, capability: Capability, regionId: string | null): void {
  if (!may(actor, capability, regionId)) {
    throw new StorywireError('forbidden', 'notAllowed', { values: { capability } });
  }
}
