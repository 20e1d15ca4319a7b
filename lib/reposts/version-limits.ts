/** The most that a browser may send as a drawn edit: 1080 × 1920 of pure noise as PNG is 8.3 MB. */
export const drawnMostBytes = 9_000_000;
/** Instagram's limit for pictures, with some room: Meta says 8 MB and does not say which. */
export const postedMostBytes = 7_900_000;
