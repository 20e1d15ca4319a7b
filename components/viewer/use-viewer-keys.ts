'use client';

import { useEffect, useEffectEvent } from 'react';
import { isRightToLeft } from './use-gestures.ts';
import { type ViewerKey, viewerKey } from './viewer-key.ts';

/** What lies over the viewer has keys of its own. */
const elsewhere = '[role="dialog"], textarea, input, select';

/** Hears the viewer's keys wherever the focus is, but not while something lies over it. */
export function useViewerKeys(active: boolean, onKey: (key: ViewerKey) => void): void {
  const press = useEffectEvent(onKey);
  useEffect(() => {
    if (!active) return undefined;
    const listen = (event: KeyboardEvent) => {
      const at = event.target instanceof Element ? event.target : null;
      if (event.defaultPrevented || at?.closest(elsewhere)) return;
      const onButton = at?.closest('button, a') !== null && at !== null;
      const key = viewerKey(event, { rtl: isRightToLeft(), onButton });
      if (key === undefined) return;
      event.preventDefault();
      // Held down, an arrow goes on; a button that is pressed once is pressed once.
      if (!event.repeat || key === 'next' || key === 'previous') press(key);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [active]);
}
