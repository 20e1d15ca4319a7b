/** Something that was found to be so. */
export type FoundAlarm = { thing: string; regionId?: string; detail?: Record<string, string | number> };

/** An open alarm of the same kind. */
export type OpenAlarm = { thing: string; detail: Record<string, string | number>; lastAt: Date };

/** What stays so is noted again after this; sooner only when its facts have changed. */
const noteAgainMs = 60_000;

/**
 * What to do about the alarms of a kind, given everything that is so: those
 * to open or note again, each once and in the order of their things, as
 * everybody does, so that nobody waits in a circle; and those that are over.
 */
export function alarmChanges(
  open: readonly OpenAlarm[],
  found: readonly FoundAlarm[],
  now: Date,
): { opened: FoundAlarm[]; ended: string[] } {
  const known = new Map(open.map((each) => [each.thing, each]));
  const wanted = new Map(found.map((each) => [each.thing, each]));
  const isDue = ({ thing, detail = {} }: FoundAlarm) => {
    const before = known.get(thing);
    if (before === undefined) return true;
    return now.getTime() - before.lastAt.getTime() >= noteAgainMs || !isSame(before.detail, detail);
  };
  return {
    opened: [...wanted.values()].filter(isDue).toSorted(byThing),
    ended: [...known.keys()].filter((thing) => !wanted.has(thing)).toSorted(),
  };
}

const byThing = (a: FoundAlarm, b: FoundAlarm) => (a.thing < b.thing ? -1 : 1);

type Facts = Record<string, string | number>;
const isSame = (a: Facts, b: Facts) => {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
};
