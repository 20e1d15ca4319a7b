/** The chosen parts of a set of messages, so that a page carries only the words its browser code needs. */
export function pick<Messages extends object, Name extends keyof Messages>(
  messages: Messages,
  names: readonly Name[],
): Pick<Messages, Name> {
  return Object.fromEntries(names.map((name) => [name, messages[name]])) as Pick<Messages, Name>;
}
