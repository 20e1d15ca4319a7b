import { z } from 'zod';

/** On which story a phone's words are to stand. Error texts are keys under `errors.`. */
export const placeNoteInput = z.strictObject({ noteId: z.uuid(), storyId: z.uuid('noteStoryUnknown') });

/** Words that a person writes about a story in the app. */
export const addNoteInput = z.strictObject({
  /** Made where it is written: sent again, because no answer came, it is the same note. */
  noteId: z.uuid(),
  storyId: z.uuid('storyNotFound'),
  words: z.string().trim().min(1, 'noteWordsMissing').max(1000, 'noteWordsTooLong'),
});
