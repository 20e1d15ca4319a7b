'use client';

import { useRouter, useSearchParams } from 'next/navigation';
import { useCallback, useEffect } from 'react';

/** From here on there is room for a story beside the feed. The same as `xl` in the styles. */
const wide = '(min-width: 64rem)';

/**
 * Which story is open beside the feed. It stands in the address, so that Back
 * closes it and a reload keeps it; a narrow screen goes to the story's page.
 */
export function useStoryPane() {
  const router = useRouter();
  const params = useSearchParams();
  const code = params.get('story');

  useEffect(() => {
    if (code !== null && !window.matchMedia(wide).matches)
      router.replace(`/stories/${encodeURIComponent(code)}`);
  }, [code, router]);

  /** @returns false where there is no room, and the link should be followed */
  const open = useCallback((story: string) => {
    if (!window.matchMedia(wide).matches) return false;
    // The first story opened makes a step in the history, the next ones replace it: Back always closes.
    if (new URLSearchParams(window.location.search).has('story'))
      window.history.replaceState(null, '', address(story));
    else window.history.pushState(null, '', address(story));
    return true;
  }, []);

  const close = useCallback(() => {
    const card =
      code === null ? null : document.querySelector<HTMLElement>(`[data-story="${CSS.escape(code)}"]`);
    window.history.pushState(null, '', address(null));
    card?.focus({ preventScroll: true });
  }, [code]);

  return { code, open, close };
}

/** The feed's present address, with another story beside it or none. Read when it is needed, so that opening one draws no card anew. */
function address(story: string | null): string {
  const next = new URLSearchParams(window.location.search);
  if (story === null) next.delete('story');
  else next.set('story', story);
  const query = next.toString();
  return query === '' ? '/' : `/?${query}`;
}
