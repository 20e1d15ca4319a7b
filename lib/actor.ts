import type { Role } from './words.ts';

/** A role, everywhere (`regionId: null`) or in one region. */
export type Grant = { role: Role; regionId: string | null };

export type UserActor = {
  kind: 'user';
  userId: string;
  sessionId: string;
  name: string;
  grants: readonly Grant[];
  /** The network that the request came from, shortened, for the audit log. NULL: unknown. */
  fromWhere: string | null;
};
export type NumberActor = { kind: 'number'; numberId: string };
/** `part` names what acted: `poller`, `launcher`, `demo`, `webhook`, `sweeper`. */
export type SystemActor = { kind: 'system'; part: string };

/** Whoever does something. Every write takes one, and everything done has one in the audit log. */
export type Actor = UserActor | NumberActor | SystemActor;

export const systemActor = (part: string): SystemActor => ({ kind: 'system', part });

/** What stands in the audit log for an actor. */
export function actorId(actor: Actor): string {
  switch (actor.kind) {
    case 'user':
      return actor.userId;
    case 'number':
      return actor.numberId;
    case 'system':
      return actor.part;
  }
}
