/**
 * Messages of another language in the shape of the English ones; what it has
 * no words for yet stays English, so that a page never breaks while a
 * translation lags behind.
 */
export function fillIn<Messages extends object>(english: Messages, translated: object): Messages {
  const entries = Object.entries(english).map(([name, words]: [string, unknown]) => {
    const other: unknown = Object.hasOwn(translated, name) ? Reflect.get(translated, name) : undefined;
    if (!isGroup(words)) return [name, other ?? words];
    return [name, fillIn(words, isGroup(other) ? other : {})];
  });
  return Object.fromEntries(entries) as Messages;
}

/** Words are text, or a list once the build has compiled them. */
const isGroup = (node: unknown): node is object =>
  typeof node === 'object' && node !== null && !Array.isArray(node);
