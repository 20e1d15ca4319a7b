/** A summary tells of what has been; half a day after its time it is of no more use. */
export const summaryUsefulMs = 12 * 60 * 60_000;
