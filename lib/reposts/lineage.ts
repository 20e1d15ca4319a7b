/** A story as it stands in a lineage. */
export type LineageStory = {
  id: string;
  /** The story that it was made of. NULL: it is where this lineage begins. */
  sourceId: string | null;
  code: string;
  region: string;
  username: string;
  /** ISO 8601. */
  postedAt: string;
};

/** A story with what was made of it, the earliest first. */
export type Lineage = Omit<LineageStory, 'id' | 'sourceId'> & { made: Lineage[] };

/**
 * Which story came from which, from the first one on.
 * @param rows in the order in which they were posted
 * @returns `null` for a story that was made of none and of which nothing was made
 */
export function lineageOf(rows: readonly LineageStory[]): Lineage | null {
  const known = new Set(rows.map(({ id }) => id));
  const first = rows.find(({ sourceId }) => sourceId === null || !known.has(sourceId));
  if (!first || rows.length < 2) return null;
  const made = Map.groupBy(rows, ({ sourceId }) => sourceId);
  const grow = ({ id, sourceId: _source, ...story }: LineageStory): Lineage => ({
    ...story,
    made: (made.get(id) ?? []).map(grow),
  });
  return grow(first);
}
