/** What stands in an attempt that ended for a reason of our own, and says nothing of Meta. */

/** Nothing was written, since sending had to stop first. The HTTP client uses the same words. */
export const heldBack = (reason: string): string => `held back: ${reason}`;

/** The worker died, or overslept, and nobody knows what it did. */
export const goneWorker = 'the worker was gone before the answer';
