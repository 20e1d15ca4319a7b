/**
 * The priority of saving a story's media, of which the queue takes the highest
 * first: what dies first is saved first, whenever and of whichever account it
 * was found.
 * @returns minutes, so that it fits the queue's 32 bits for some thousand years
 */
export function archivePriority(expiresAt: Date): number {
  return -Math.floor(expiresAt.getTime() / 60_000);
}

/** Of two stories that are there, none dies later than this after the other. */
const dayMinutes = 24 * 60;

/** The priority of one whose many tries came to nothing: behind every story that was not tried so often. */
export const patientPriority = (expiresAt: Date): number => archivePriority(expiresAt) - dayMinutes;
