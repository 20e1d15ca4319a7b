const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const note = new RegExp(`^note:(${uuid}):(${uuid})$`);
const flag = new RegExp(`^flag_story:(${uuid})$`);

/** What picking a line of one of our lists asks for: to put a note on a story, or to flag one. */
export type Choice = { act: 'note'; noteId: string; storyId: string } | { act: 'flag'; storyId: string };

/** What the pick sends back. It names everything that it is about, since Meta leaves the context out of some answers. */
export const choiceId = (choice: Choice): string =>
  choice.act === 'note' ? `note:${choice.noteId}:${choice.storyId}` : `flag_story:${choice.storyId}`;

/** Reads what a pick sent back; undefined when it is none of ours. */
export function readChoiceId(id: string): Choice | undefined {
  const [, noteId, noted] = note.exec(id) ?? [];
  if (noteId !== undefined && noted !== undefined) return { act: 'note', noteId, storyId: noted };
  const [, flagged] = flag.exec(id) ?? [];
  return flagged === undefined ? undefined : { act: 'flag', storyId: flagged };
}
