'use client';

import { mediaHook } from '#components/ui/media-hook.ts';

/** Whether the window is wide enough for a grid, as from `md` on in the styles; undefined where that is not known yet. */
export const useWide = mediaHook('(min-width: 48rem)', undefined);
