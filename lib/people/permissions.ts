import type { Actor, Grant } from '../actor.ts';
import { StorywireError } from '../errors.ts';
import type { Role } from '../words.ts';

/** What may be done in a region, and the roles that may, each in the regions of one's grants. */
const allowed = {
  /** Who exactly was told: names and shortened numbers. Elsewhere one sees counts. */
  'alerts.see': ['admin', 'editor', 'viewer'],
  'numbers.see': ['admin', 'editor', 'viewer'],
  'numbers.manage': ['admin'],
  /** The whole number on screen or in a file, which the audit log records. */
  'numbers.reveal': ['admin'],
  'regions.manage': ['admin'],
  'accounts.manage': ['admin'],
  /** What a region hears of the others: the columns of the matrix that lead to it. */
  'routes.manage': ['admin'],
  /** Which story is meant by words that a phone of the region sent. */
  'notes.place': ['admin', 'editor'],
  'people.see': ['admin'],
  'people.manage': ['admin'],
  'audit.see': ['admin'],
  'brand.manage': ['admin'],
  /** For how long stories' files and words are kept. */
  'retention.manage': ['admin'],
  /** Marking a story for a region. */
  'flags.add': ['admin', 'editor', 'viewer'],
  /** Taking a region's flags, handing them over, dismissing them, and saying that one is urgent. */
  'flags.manage': ['admin', 'editor'],
  /** What other regions may do with a region's stories, and what they are answered when they ask. */
  'rights.manage': ['admin', 'editor'],
  /** Asking another region's team whether its story may be reused, for one's own. */
  'reuse.ask': ['admin', 'editor'],
  /** Edits of other regions' stories, for one's own region. */
  'reposts.edit': ['admin', 'editor'],
  /** What is amiss in a region, or with its messages. */
  'alarms.see': ['admin', 'editor'],
  /** Whether a message whose fate is in doubt is sent once more, or counts as received. */
  'messages.settle': ['admin'],
  /** The queue, the sender, Meta's limits and what messages cost. */
  'sending.see': ['admin'],
} as const satisfies Record<string, readonly Role[]>;

/** What everyone signed in may do, with any role or none. */
const everyone = ['stories.read', 'regions.see'] as const;

export type Capability = keyof typeof allowed | (typeof everyone)[number];

/** What each role may do, for the screen that shows it: made of the rules themselves, so that the two cannot differ. */
export const whatRolesMay: readonly { capability: Capability; roles: readonly Role[] | 'everyone' }[] = [
  ...everyone.map((capability) => ({ capability, roles: 'everyone' as const })),
  ...Object.entries(allowed).map(([capability, list]) => ({
    capability: capability as keyof typeof allowed,
    roles: list,
  })),
];

const isForEveryone = (capability: Capability): capability is (typeof everyone)[number] =>
  (everyone as readonly Capability[]).includes(capability);

const grants = (actor: Actor, capability: keyof typeof allowed): readonly Grant[] =>
  actor.kind === 'user'
    ? actor.grants.filter((grant) => (allowed[capability] as readonly Role[]).includes(grant.role))
    : [];

/**
 * Whether an actor may do something in a region.
 * @param regionId `null`: in every region, as adding a region needs
 */
export function may(actor: Actor, capability: Capability, regionId: string | null): boolean {
  if (actor.kind === 'system') return true;
  if (isForEveryone(capability)) return actor.kind === 'user';
  return grants(actor, capability).some((grant) => grant.regionId === null || grant.regionId === regionId);
}

/** The roles of which one is needed, for finding who may do something. */
export const rolesThatMay = (capability: keyof typeof allowed): readonly Role[] => allowed[capability];

/** The regions in which an actor may do something. */
export function regionsWhere(actor: Actor, capability: Capability): 'all' | string[] {
  if (actor.kind === 'system') return 'all';
  if (isForEveryone(capability)) return actor.kind === 'user' ? 'all' : [];
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
