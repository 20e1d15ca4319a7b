'use client';

import { useCallback, useState, useSyncExternalStore } from 'react';

const key = 'storywire-sound';
const never = () => () => {};

/**
 * Whether videos are heard. Off at first, as browsers demand; what one chooses
 * is remembered on this device. Where the browser refuses to begin with sound
 * it is off until one asks for it again, and the choice stands.
 */
export function useSound() {
  const before = useSyncExternalStore(never, remembered, () => false);
  const [now, setNow] = useState<boolean>();
  const on = now ?? before;
  const toggle = useCallback(() => {
    setNow(!on);
    remember(!on);
  }, [on]);
  const refused = useCallback(() => setNow(false), []);
  return { on, toggle, refused };
}

function remembered(): boolean {
  try {
    return window.localStorage.getItem(key) === 'on';
  } catch {
    // Kept from us, as in some private windows.
    return false;
  }
}

function remember(on: boolean): void {
  try {
    window.localStorage.setItem(key, on ? 'on' : 'off');
  } catch {
    // Then it holds as long as the viewer is open.
  }
}
