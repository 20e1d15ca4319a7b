/** What was, what is, and what was undone. */
export type History<Value> = {
  past: readonly Value[];
  present: Value;
  future: readonly Value[];
  /** What the last change was a part of, and when it was made. NULL: the next one stands by itself. */
  last: { run: string; atMs: number } | null;
};

/** So many changes can be undone; a design is some kilobytes. */
export const mostPast = 200;

/** Changes of one run that follow each other faster than this are undone as one. */
export const runMs = 1_000;

export const newHistory = <Value>(present: Value): History<Value> => ({
  past: [],
  present,
  future: [],
  last: null,
});

/**
 * Makes a change the present; what was undone before is gone.
 * @param run names what the change is a part of, such as the typing of one text; null: it stands by itself
 */
export function commit<Value>(
  history: History<Value>,
  value: Value,
  { run, atMs }: { run: string | null; atMs: number },
): History<Value> {
  if (value === history.present) return history;
  const last = run === null ? null : { run, atMs };
  const goesOn =
    history.last !== null &&
    history.last.run === run &&
    atMs - history.last.atMs < runMs &&
    atMs >= history.last.atMs;
  const past = goesOn ? history.past : [...history.past, history.present].slice(-mostPast);
  return { past, present: value, future: [], last };
}

export function undo<Value>(history: History<Value>): History<Value> {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: before,
    future: [history.present, ...history.future],
    last: null,
  };
}

export function redo<Value>(history: History<Value>): History<Value> {
  const [after, ...future] = history.future;
  if (after === undefined) return history;
  return { past: [...history.past, history.present], present: after, future, last: null };
}
