import { safe } from './frame.ts';
import type { Box } from './layer-box.ts';

/** Whether Instagram's own interface lies over a part of a box. */
export const isCovered = ({ top, height }: Box): boolean => top < safe.top || top + height > safe.bottom;
