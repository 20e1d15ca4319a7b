/**
 * What is noted of a template that still goes out and may soon not, in the
 * place of Meta's own reason: that its messages are taken badly, which ends in
 * a pause, and that Meta has announced another category.
 */
type Warning = 'QUALITY_YELLOW' | 'QUALITY_RED' | 'MOVING_TO_MARKETING';

/** @param quality Meta's word. @returns NULL when there is nothing to say */
export function qualityReason(quality: string | null): Warning | null {
  if (quality === 'RED') return 'QUALITY_RED';
  return quality === 'YELLOW' ? 'QUALITY_YELLOW' : null;
}

/** @param comingCategory Meta's word; NULL while none is announced */
export const movingReason = (comingCategory: string | null): Warning | null =>
  comingCategory === 'MARKETING' ? 'MOVING_TO_MARKETING' : null;
