import type { Rendition } from '../words.ts';

/**
 * The address of an archived file. It names the content by the start of its
 * hash, so that browsers may keep it for good.
 */
export function mediaUrl(storyId: string, rendition: Rendition, sha256: string): string {
  return `/api/media/${storyId}/${rendition}?v=${sha256.slice(0, 8)}`;
}
