'use client';

import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useMemo, useRef, useState } from 'react';
import { goTo } from './go-to.ts';
import { type KeyDeeds, useKeys } from './use-keys.ts';

/** The sheet comes when it is asked for, not with every page. */
const KeySheet = dynamic(() => import('./key-sheet.tsx').then((loaded) => loaded.KeySheet), { ssr: false });

/** How long G waits for the letter that says where to. */
const chordMs = 1_500;

/**
 * Keys that work on every page: G and a letter goes somewhere, ? shows all of
 * them. It stands before the page, so that it hears of a key first.
 */
export function EverywhereKeys() {
  const router = useRouter();
  const [wanted, setWanted] = useState(false);
  const [open, setOpen] = useState(false);
  const begunAt = useRef(Number.NEGATIVE_INFINITY);
  const deeds = useMemo((): KeyDeeds => {
    const go = (path: string) => (): false | undefined => {
      const meant = performance.now() - begunAt.current < chordMs;
      begunAt.current = Number.NEGATIVE_INFINITY;
      if (!meant) return false;
      router.push(path);
      return undefined;
    };
    return {
      ...Object.fromEntries(Object.entries(goTo).map(([letter, path]) => [letter, go(path)])),
      g: () => {
        begunAt.current = performance.now();
        return undefined;
      },
      '?': () => {
        setWanted(true);
        setOpen(true);
        return undefined;
      },
    };
  }, [router]);
  useKeys(deeds);
  return wanted ? <KeySheet open={open} onClose={() => setOpen(false)} /> : null;
}
