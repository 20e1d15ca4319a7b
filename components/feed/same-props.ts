/**
 * Whether a component has the same properties as before, for `memo`: each is the
 * same, or a list or record of the same things. What is made anew from the
 * feed's state at each change, such as a region's part of the stories, then
 * draws anew only what has changed.
 */
export function sameProps<Props extends object>(before: Props, after: Props): boolean {
  return sameParts(before, after, (one, other) => Object.is(one, other) || sameParts(one, other, Object.is));
}

function sameParts(one: unknown, other: unknown, same: (one: unknown, other: unknown) => boolean): boolean {
  if (!isPlain(one) || !isPlain(other) || Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && same(one[key], other[key]))
  );
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  Array.isArray(value) ||
  (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype);
