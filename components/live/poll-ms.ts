/** Polling makes every live page right even where the stream is cut off. */
export const pollMs = 20_000;
