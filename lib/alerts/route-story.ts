import type { NumberState, RouteDelivery, SkipReason } from '../words.ts';

/** What routing needs to know of a number. */
export type RoutedNumber = {
  homeRegionId: string;
  state: NumberState;
  /** NULL: not muted. */
  mutedUntil: Date | null;
  /** From the story's region to the number's. NULL: nobody has painted it, which means at once. */
  delivery: RouteDelivery | null;
  /** Follows the story's region by its own wish: told at once, whatever the route. */
  follows: boolean;
  homeArchived: boolean;
};

export type RoutedStory = { regionId: string; regionArchived: boolean; expiresAt: Date };

/** `instant`: may buzz by itself. `summary`: once a day, together with others. */
export type Routing = { deliver: 'instant' | 'summary' } | { skip: SkipReason };

const skipByState: Record<NumberState, SkipReason | undefined> = {
  active: undefined,
  invited: 'number_invited',
  paused: 'number_paused',
  opted_out: 'number_opted_out',
  unreachable: 'number_unreachable',
};

/**
 * Whether a number is told of a story, and if not, why. The reason that an
 * admin chose (the route) stands before the number's own, and both before the
 * story's end, since that is how one would look for it.
 * @returns undefined for the story's own region, which needs no telling
 */
export function routeStory(story: RoutedStory, number: RoutedNumber, now: Date): Routing | undefined {
  if (number.homeRegionId === story.regionId) return undefined;
  if (story.regionArchived || number.homeArchived) return { skip: 'region_archived' };
  if (number.delivery === 'off' && !number.follows) return { skip: 'route_off' };
  const unwilling = skipByState[number.state];
  if (unwilling) return { skip: unwilling };
  if (number.mutedUntil && number.mutedUntil > now) return { skip: 'number_muted' };
  if (story.expiresAt <= now) return { skip: 'story_expired' };
  return { deliver: number.delivery === 'summary' && !number.follows ? 'summary' : 'instant' };
}
