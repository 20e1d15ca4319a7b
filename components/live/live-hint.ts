import { filterFields } from '#lib/feed/feed-filter.ts';
import type { ToldStory } from '#lib/feed/feed-story.ts';
import { type LiveTopic, liveTopics } from '#lib/live/topics.ts';

/** `resync`: hints may have been lost, so everything is to be fetched anew. */
export type LiveHint = { topic: LiveTopic; id: string } | { topic: 'resync' };

/** A hint from the stream, or undefined for what is none. */
export function readHint(data: string): LiveHint | undefined {
  try {
    const value: unknown = JSON.parse(data);
    if (typeof value !== 'object' || value === null || !('topic' in value)) return undefined;
    if (value.topic === 'resync') return { topic: 'resync' };
    if (!('id' in value)) return undefined;
    const topic = liveTopics.find((each) => each === value.topic);
    return topic === undefined || typeof value.id !== 'string' ? undefined : { topic, id: value.id };
  } catch {
    return undefined;
  }
}

/** Beginnings of the addresses that a hint makes stale. */
export function keysOfHint(hint: LiveHint | undefined): readonly string[] {
  switch (hint?.topic) {
    case 'story':
      return ['/api/feed', '/api/tray', '/api/reels', '/api/stories/'];
    case 'seen':
      return ['/api/feed', '/api/tray'];
    case 'alert':
      return ['/api/stories/'];
    case 'flag':
      return ['/api/flags', '/api/reposts', '/api/stories/'];
    case 'repost':
      return ['/api/reposts', '/api/stories/'];
    case 'region':
      return ['/api/regions', '/api/numbers', '/api/feed', '/api/tray'];
    case 'alarm':
      return ['/api/status', '/api/stories/'];
    case 'session':
    case 'resync':
      return ['/api/'];
    case undefined:
      return [];
  }
}

/** Whether what was missed since the last stream broke follows on this one, by the data of its first event. */
export function isCaughtUp(data: string): boolean {
  try {
    return (JSON.parse(data) as { caughtUp?: unknown } | null)?.caughtUp === true;
  } catch {
    return false;
  }
}

/** The stories that the stream sent along; none for what are none. */
export function readStories(data: string): readonly ToldStory[] {
  try {
    const value: unknown = JSON.parse(data);
    return Array.isArray(value) ? (value as ToldStory[]) : [];
  } catch {
    return [];
  }
}

/** What else stories that came or changed make stale, where the whole feed has taken them in: of a feed that is narrowed down the server knows which belong there. */
export const besideTheFeed: readonly string[] = keysOfHint({ topic: 'story', id: '' }).flatMap((key) =>
  key === '/api/feed' ? filterFields.map((field) => `/api/feed?${field}=`) : [key],
);
