import type { CSSProperties } from 'react';

/** Tells `far-section` in the styles how high the content of a section is that was not laid out yet, in pixels. */
export const farHeight = (px: number | undefined): CSSProperties | undefined =>
  px === undefined ? undefined : ({ '--far-height': `${px}px` } as CSSProperties);
