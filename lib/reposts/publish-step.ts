import type { PublishStep } from '#lib/words.ts';

/**
 * How a post comes to Instagram: a container is made, which fetches our file;
 * it is asked until it is ready; then it is published. Each step is stored
 * before the next call is made, so that whoever finds a post half done knows
 * what may have happened, and what cannot have:
 *
 *   begun → container_asked → container_made → container_ready → publish_asked → posted
 *
 * Up to container_ready nobody has seen anything, and every step may be
 * repeated. From publish_asked on nothing is repeated before looking has shown
 * that it was not done.
 */
export type StoredPost = {
  /** NULL: nothing was begun. */
  step: PublishStep | null;
  containerAt: Date | null;
  /** Containers made so far. */
  containers: number;
  /** NULL: at once. */
  publishAt: Date | null;
  /** When it was let go. */
  releasedAt: Date;
  publishAskedAt: Date | null;
  mediaId: string | null;
  permalink: string | null;
};

export type NextStep =
  | { do: 'wait'; until: Date }
  /** Its time has passed: a person decides. */
  | { do: 'overdue' }
  | { do: 'make_container' }
  /** One container after the other failed. */
  | { do: 'give_up' }
  | { do: 'read_container' }
  /** The container was not ready in time. */
  | { do: 'too_slow' }
  | { do: 'publish' }
  /** Whether what was asked for was done. */
  | { do: 'look' }
  /** It is posted; where it stands is still to be found out. */
  | { do: 'find_link' }
  | { do: 'end' };

const secondMs = 1_000;
const minuteMs = 60 * secondMs;

/** Meta's guide: ask a container once a minute, for no more than five. Source: instagram-platform/content-publishing. */
const pollForMs = 5 * minuteMs;

/** A container is made that much before the time of the post, so that it is ready by then. */
export const leadMs = 5 * minuteMs;

/**
 * A story that comes a quarter of an hour late is still the same news; one that
 * comes later may meet another campaign, or a night, so a person is asked.
 */
const latenessMs = 15 * minuteMs;

/** Containers live for 24 hours; an hour before their end another one is made. */
const containerUsableMs = 23 * 60 * minuteMs;

/** A file that Meta could not use three times will not do a fourth time. */
const mostContainers = 3;

/** How long Instagram is asked whether a post has come, before a person is asked to look. */
export const lookForMs = 10 * minuteMs;

/**
 * A post that has not come after this long was not accepted: much longer than
 * a call to Meta may take in all (28 s), and than a worker may write late.
 */
export const quietMs = 2 * minuteMs;

/** How long the link of a post is looked for, which the next check of the account finds as well. */
const linkForMs = 10 * minuteMs;

/** By when a post has to be out, or else a person is asked. */
export const latestAt = ({ publishAt, releasedAt }: Pick<StoredPost, 'publishAt' | 'releasedAt'>): Date =>
  new Date(Math.max(publishAt?.getTime() ?? 0, releasedAt.getTime()) + latenessMs);

/** What is to be done next, by what is stored. */
export function nextStep(post: StoredPost, now: Date): NextStep {
  if (post.step === 'publish_asked') return { do: 'look' };
  if (post.step === 'posted') return { do: isComplete(post) ? 'end' : 'find_link' };
  if (now > latestAt(post)) return { do: 'overdue' };
  const fresh = ageMs(post.containerAt, now) < containerUsableMs;
  if (post.step === 'container_made' && fresh)
    return ageMs(post.containerAt, now) > pollForMs ? { do: 'too_slow' } : { do: 'read_container' };
  if (post.step === 'container_ready' && fresh)
    return post.publishAt && now < post.publishAt ? { do: 'wait', until: post.publishAt } : { do: 'publish' };
  return beforeContainer(post, now);
}

function beforeContainer({ publishAt, containers }: StoredPost, now: Date): NextStep {
  const begin = new Date((publishAt?.getTime() ?? 0) - leadMs);
  if (now < begin) return { do: 'wait', until: begin };
  return containers < mostContainers ? { do: 'make_container' } : { do: 'give_up' };
}

const isComplete = ({ mediaId, permalink }: StoredPost): boolean => mediaId !== null && permalink !== null;

const ageMs = (since: Date | null, now: Date): number =>
  since === null ? Number.POSITIVE_INFINITY : now.getTime() - since.getTime();

/** When a container is asked again: soon at first, since a picture takes seconds; then once a minute, as Meta wants. */
export const pollAgainAt = (containerAt: Date, now: Date): Date =>
  later(now, ageMs(containerAt, now) < 20 * secondMs ? 3 * secondMs : minuteMs);

/** When Instagram is looked at again. */
export const lookAgainAt = (publishAskedAt: Date, now: Date): Date =>
  later(now, ageMs(publishAskedAt, now) < minuteMs ? 5 * secondMs : 30 * secondMs);

/** When the link of a post is looked for again. NULL: no more. */
export const linkAgainAt = (publishAskedAt: Date, now: Date): Date | null =>
  ageMs(publishAskedAt, now) > linkForMs ? null : lookAgainAt(publishAskedAt, now);

/** When a step that changes nothing is tried again, or a container made again. */
export const tryAgainAt = (now: Date): Date => later(now, 10 * secondMs);

/** When a token is looked for again, which somebody has to give. */
export const tokenAgainAt = (now: Date): Date => later(now, minuteMs);

/** When a post is looked at again whose story its team has deleted: a release lets it go on. A person is asked in time. */
export const heldAgainAt = (post: Pick<StoredPost, 'publishAt' | 'releasedAt'> & { now: Date }): Date =>
  waitUntil(post, tokenAgainAt(post.now));

/** Meta did not say until when; asking soon would prolong the block. */
const unnamedWaitMs = 5 * minuteMs;

/**
 * Until when a limit is waited for. Never past the moment at which a person is
 * to be asked, so that they hear of it then and not after the wait.
 */
export function waitUntil(
  post: Pick<StoredPost, 'publishAt' | 'releasedAt'> & { now: Date },
  namedByMeta: Date | null,
): Date {
  const until = namedByMeta ?? later(post.now, unnamedWaitMs);
  const asks = later(latestAt(post), 1);
  return until < asks ? until : asks;
}

const later = (now: Date, ms: number): Date => new Date(now.getTime() + ms);

/** What looking saw. */
export type Sight = {
  /** What the container says of itself. `gone`: Meta knows none; `unread`: it could not be asked. */
  container: 'IN_PROGRESS' | 'FINISHED' | 'PUBLISHED' | 'ERROR' | 'EXPIRED' | 'gone' | 'unread';
  /** Stories on the account that were posted since and that are nobody else's. `unread`: it could not be asked. */
  stories: readonly { mediaId: string; permalink: string | null }[] | 'unread';
};

export type Seen =
  /** NULL: which of the account's stories it is cannot be told. */
  | { do: 'posted'; story: { mediaId: string; permalink: string | null } | null }
  /** There is evidence that it was not accepted. `container`: ready to be published, or of no use. */
  | { do: 'not_posted'; container: 'ready' | 'useless' }
  | { do: 'look_again' }
  /** Nothing can be told any more. `story`: something was posted since that may be it. */
  | { do: 'undecided'; story: boolean };

/**
 * What looking has shown. The container's own word is proof that it was
 * published. That it was not takes two witnesses, after a quiet window: the
 * container says that it never was, and nothing new stands on the account.
 */
export function judgeSight({ container, stories }: Sight, publishAskedAt: Date, now: Date): Seen {
  if (container === 'PUBLISHED') {
    const only = stories !== 'unread' && stories.length === 1 ? stories[0]! : null;
    return { do: 'posted', story: only };
  }
  const waitedMs = ageMs(publishAskedAt, now);
  const nothingThere = stories !== 'unread' && stories.length === 0;
  const says = container !== 'gone' && container !== 'unread';
  if (says && nothingThere && waitedMs > quietMs) {
    const usable = container === 'FINISHED' || container === 'IN_PROGRESS';
    return { do: 'not_posted', container: usable ? 'ready' : 'useless' };
  }
  if (waitedMs <= lookForMs) return { do: 'look_again' };
  return { do: 'undecided', story: stories !== 'unread' && stories.length > 0 };
}
