import type { TrayRegion } from '#lib/feed/feed-story.ts';

/** The groups of the regions that post, each once, in the tray's order. */
export const groupsOf = (tray: readonly TrayRegion[]): { id: string; name: string }[] => [
  ...new Map(tray.flatMap(({ group }) => (group === null ? [] : [[group.id, group] as const]))).values(),
];
