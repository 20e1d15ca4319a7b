'use client';

import { useEffect } from 'react';
import type { ReelStory } from '#lib/feed/feed-story.ts';

/** Fetches the story that comes next, so that it stands there at once. It is not shown, and so not seen. */
export function PreloadStory({ story }: { story: ReelStory }) {
  const url = story.displayUrl ?? story.thumbnailUrl;
  useEffect(() => {
    if (story.videoUrl !== null || url === null) return;
    const image = new Image();
    image.src = url;
    // What does not come is found out when it is shown.
    image.decode().catch(() => {});
  }, [story.videoUrl, url]);
  return story.videoUrl === null ? null : (
    <video src={story.videoUrl} preload="auto" muted aria-hidden="true" tabIndex={-1} className="hidden" />
  );
}
