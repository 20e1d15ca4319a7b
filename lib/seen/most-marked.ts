/** Stories that may be marked at once. */
export const mostMarked = 500;
