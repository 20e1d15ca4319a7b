/**
 * Collects what comes within a moment, each thing once, and hands it on
 * together: one hand-over at a time, so that none overtakes an earlier one.
 * @param waitMs from the first thing to its hand-over
 * @param handOn must not reject
 */
export function gather<T>(waitMs: number, handOn: (things: T[]) => Promise<void> | void): (thing: T) => void {
  let things = new Set<T>();
  let busy = false;

  const handOver = async () => {
    const taken = [...things];
    things = new Set();
    await handOn(taken);
    busy = false;
    if (things.size > 0) wait();
  };
  const wait = () => {
    busy = true;
    setTimeout(() => void handOver(), waitMs).unref();
  };

  return (thing) => {
    things.add(thing);
    if (!busy) wait();
  };
}
