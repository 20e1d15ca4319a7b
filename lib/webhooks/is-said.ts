/** What people send besides text, by Meta's names. Others are no messages, or nothing that anybody wrote. */
const unreadable = new Set([
  'image',
  'video',
  'audio',
  'voice',
  'document',
  'sticker',
  'location',
  'contacts',
]);

/** Whether somebody sent something that is not read here, and may wait for an answer. @param name Meta's name of the type */
export const isUnreadable = (name: string): boolean => unreadable.has(name);

/** Later than this nobody waits for an answer any more, and a line would only puzzle. */
const lateAfterMs = 10 * 60_000;

/** Whether what was sent came so late that a line which nobody asked for is left out. */
export const isLate = (at: Date, now: Date): boolean => now.getTime() - at.getTime() > lateAfterMs;
