'use client';

import { useEffect, useRef } from 'react';
import { keysAreOff } from './keys-cookie.ts';
import { isWriting, keyOf } from './key-of.ts';

/** What each key does; false: the key was not meant for it. */
export type KeyDeeds = Readonly<Record<string, () => false | undefined>>;

/** A toast is a dialog by its role, and asks nothing. */
const askingDialog = '[role="dialog"]:not([aria-modal="false"])';

/**
 * Does something at the press of a single key, unless one is writing, a dialog
 * asks something, or the person has switched such keys off.
 */
export function useKeys(deeds: KeyDeeds): void {
  const latest = useRef(deeds);
  useEffect(() => {
    latest.current = deeds;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isWriting(event.target)) return;
      const key = keyOf(event);
      const deed = key === undefined ? undefined : latest.current[key];
      if (deed === undefined || keysAreOff() || document.querySelector(askingDialog) !== null) return;
      // Whoever has acted keeps the others, who hear of it later, from acting as well.
      if (deed() !== false) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
