'use client';

import { mediaHook } from '#components/ui/media-hook.ts';

/** Whether somebody wants less motion; not known on the server, where nothing moves. */
export const useLessMotion = mediaHook('(prefers-reduced-motion: reduce)', false);
