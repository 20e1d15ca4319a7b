/**
 * The priority of saving a story's media, of which the queue takes the highest
 * first: what dies first is saved first, whenever and of whichever account it
 * was found.
 * @returns minutes, so that it fits the queue's 32 bits for some thousand years
 */
export function archivePriority(expiresAt: Date): number {
  return -Math.floor(expiresAt.getTime() / 60_000);
}
