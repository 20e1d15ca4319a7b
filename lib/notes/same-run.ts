/**
 * Texts of one phone that come within this time of one for which "which
 * story?" was asked belong to it: they get no question of their own, and the
 * answer places them all.
 */
const sameRunMs = 5 * 60_000;

/** From when to when texts belong to one that was written at a moment. */
export const runAround = (at: Date): { from: Date; until: Date } => ({
  from: new Date(at.getTime() - sameRunMs),
  until: new Date(at.getTime() + sameRunMs),
});
