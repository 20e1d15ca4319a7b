import type { Hearing, NumberState, RouteDelivery, SkipReason } from '../words.ts';

/** What routing needs to know of a number. */
export type RoutedNumber = {
  homeRegionId: string;
  homeArchived: boolean;
  /** Whether it follows the story's region besides its home: told at once, whatever the matrix says. */
  follows: boolean;
  state: NumberState;
  /** NULL: not muted. */
  mutedUntil: Date | null;
  /** `summaries`: everything waits for the one of the day, whatever the matrix says. */
  hears: Hearing;
  /** From the story's region to the number's. NULL: nobody has painted it, which means at once. */
  delivery: RouteDelivery | null;
};

export type RoutedStory = {
  regionId: string;
  regionArchived: boolean;
  expiresAt: Date;
  /** NULL: its team has not deleted it. */
  deletedAt: Date | null;
};

/** `instant`: may buzz at once. `summary`: once a day. */
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
  const delivery = number.follows ? 'instant' : number.delivery;
  if (delivery === 'off') return { skip: 'route_off' };
  const unwilling = skipByState[number.state];
  if (unwilling) return { skip: unwilling };
  if (number.mutedUntil && number.mutedUntil > now) return { skip: 'number_muted' };
  if (story.deletedAt !== null) return { skip: 'story_deleted' };
  if (story.expiresAt <= now) return { skip: 'story_expired' };
  return { deliver: delivery === 'summary' || number.hears === 'summaries' ? 'summary' : 'instant' };
}
