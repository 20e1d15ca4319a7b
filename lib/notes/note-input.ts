import { z } from 'zod';

/** On which story a phone's words are to stand. Error texts are keys under `errors.`. */
export const placeNoteInput = z.strictObject({ noteId: z.uuid(), storyId: z.uuid('noteStoryUnknown') });
