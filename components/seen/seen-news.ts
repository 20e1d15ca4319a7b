/** Hears of stories that the server now holds as seen by the reader, or as not. */
type Listener = (storyIds: readonly string[], seen: boolean) => void;

const listeners = new Set<Listener>();

/** @returns ends it */
export function hearSeen(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** A live hint renews only the newest page of the feed; this reaches whatever stands further down. */
export function tellSeen(storyIds: readonly string[], seen: boolean): void {
  for (const listener of listeners) listener(storyIds, seen);
}
