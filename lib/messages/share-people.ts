/** Somebody who would be written to first today, and so counts against the day's number of people. */
export type WaitingPerson = {
  numberId: string;
  /** The home region. */
  regionId: string;
  /** A message that is no news waits: joined, problem, approval, alarm. */
  urgent: boolean;
  /** Since when the oldest of their messages waits, in milliseconds; being held makes nobody younger. */
  sinceMs: number;
};

/** Kept free of news for what cannot wait: one in twenty, and a few even of a small number. */
export const peopleReserve = (limit: number): number => Math.min(limit, Math.max(5, Math.ceil(limit / 20)));

/** Of how many people on an admin is warned: there is still time to ask Meta for more. */
export const warnFrom = (limit: number): number => Math.ceil(limit * 0.8);

/**
 * Decides who is written to first today, and in which order the rest follows as
 * room comes back. What is urgent goes first and may use the reserve. Then the
 * regions take turns: the next person is always one of the region that has had
 * the fewest people of this rolling day, among equals the one who waits longest.
 * So no region gets one more while another that waits has less.
 * @param room how many more may be written to, the reserve included
 * @param had people of the rolling day so far, by home region
 */
export function sharePeople({
  room,
  reserve,
  had,
  waiting,
}: {
  room: number;
  reserve: number;
  had: ReadonlyMap<string, number>;
  waiting: readonly WaitingPerson[];
}): { admitted: WaitingPerson[]; leftOut: WaitingPerson[] } {
  const counts = new Map(had);
  const urgent = inTurn(
    waiting.filter((person) => person.urgent),
    counts,
  );
  const admittedUrgent = urgent.slice(0, Math.max(0, room));
  // The turns of those who do not fit are not taken.
  for (const { regionId } of urgent.slice(admittedUrgent.length)) add(counts, regionId, -1);
  const news = inTurn(
    waiting.filter((person) => !person.urgent),
    counts,
  );
  const forNews = Math.max(0, room - reserve - admittedUrgent.length);
  return {
    admitted: [...admittedUrgent, ...news.slice(0, forNews)],
    leftOut: [...urgent.slice(admittedUrgent.length), ...news.slice(forNews)],
  };
}

/** Everybody, in the order of turns; adds them to the counts. */
function inTurn(people: readonly WaitingPerson[], counts: Map<string, number>): WaitingPerson[] {
  const queues = [...Map.groupBy(people, ({ regionId }) => regionId)].map(([regionId, members]) => ({
    regionId,
    members: members.toSorted(byAge),
    next: 0,
  }));
  const order: WaitingPerson[] = [];
  while (order.length < people.length) {
    let best: { person: WaitingPerson; had: number; queue: (typeof queues)[number] } | undefined;
    for (const queue of queues) {
      const person = queue.members[queue.next];
      if (!person) continue;
      const had = counts.get(queue.regionId) ?? 0;
      if (!best || had < best.had || (had === best.had && byAge(person, best.person) < 0))
        best = { person, had, queue };
    }
    if (!best) break;
    best.queue.next += 1;
    add(counts, best.queue.regionId, 1);
    order.push(best.person);
  }
  return order;
}

const byAge = (a: WaitingPerson, b: WaitingPerson): number =>
  a.sinceMs - b.sinceMs || (a.numberId < b.numberId ? -1 : 1);

const add = (counts: Map<string, number>, regionId: string, by: number) =>
  counts.set(regionId, (counts.get(regionId) ?? 0) + by);
