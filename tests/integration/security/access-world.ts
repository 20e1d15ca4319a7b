import type { Storywire } from '#tests/support/storywire.ts';
import type { Region } from './world.ts';

/** Whose thing is asked for: one of the region in which people have their role, or of another one. */
export type Place = 'own' | 'other';

export type AccessWorld = { storywire: Storywire; regions: Record<Place, Region> };

/**
 * What the access matrix sends to the pages, routes and actions of one area.
 * One file per area in access-samples/; tests/integration/security/access.test.ts finds them.
 */
export type AccessSamples = {
  /** What stands for a changing part of a path, such as `[code]`, wherever it occurs. */
  pathParts?: Record<string, (world: AccessWorld, place: Place) => string | Promise<string>>;
  /** What is added to a path, such as `/numbers/join`, to say whose thing is meant: `?region=…`. */
  queries?: Record<string, (world: AccessWorld, place: Place) => string | Promise<string>>;
  /** What a route such as `POST /api/things` is sent as JSON. Without one: nothing. */
  bodies?: Record<string, (world: AccessWorld, place: Place) => unknown>;
  /** What an action is sent, by its exported name. */
  forms?: Record<string, (world: AccessWorld, place: Place) => Promise<Record<string, string>>>;
};
