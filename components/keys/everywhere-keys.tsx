'use client';

import dynamic from 'next/dynamic';
import { usePathname, useRouter } from 'next/navigation';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { AdminLink } from '#lib/people/admin-links.ts';
import { goTo } from './go-to.ts';
import { type KeyDeeds, useKeys } from './use-keys.ts';

/** Palette and sheet come when they are asked for, not with every page. */
const loadPalette = () => import('#components/palette/palette.tsx');
const Palette = dynamic(() => loadPalette().then((loaded) => loaded.Palette), { ssr: false });
const KeySheet = dynamic(() => import('./key-sheet.tsx').then((loaded) => loaded.KeySheet), { ssr: false });

const none: KeyDeeds = {};

/** How long G waits for the letter that says where to. */
const chordMs = 1_500;

/**
 * Keys that work on every page: G and a letter goes somewhere, Ctrl or ⌘ with K
 * goes anywhere by name, ? shows them all. It stands before the page, so that it hears of a key first.
 */
export function EverywhereKeys({ links }: { links: readonly AdminLink[] }) {
  const router = useRouter();
  const sheet = useLate();
  const palette = useLate();
  const { show: showSheet } = sheet;
  const { show: showPalette } = palette;
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
        showSheet();
        return undefined;
      },
    };
  }, [router, showSheet]);
  // The viewer has keys of its own.
  const off = usePathname().startsWith('/watch/');
  useKeys(off ? none : deeds);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // Either of the two: who has a foreign keyboard presses what is printed on it.
      const meant = event.ctrlKey !== event.metaKey && !event.altKey && !event.shiftKey;
      if (off || !meant || event.code !== 'KeyK' || event.defaultPrevented) return;
      event.preventDefault();
      showPalette();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [off, showPalette]);
  return (
    <>
      {sheet.wanted ? <KeySheet open={sheet.open} onClose={sheet.close} /> : null}
      {palette.wanted ? <Palette open={palette.open} onClose={palette.close} links={links} /> : null}
    </>
  );
}

/** Something that is put on the page when it is first asked for. */
function useLate() {
  const [wanted, setWanted] = useState(false);
  const [open, setOpen] = useState(false);
  const show = useCallback(() => {
    setWanted(true);
    setOpen(true);
  }, []);
  return { wanted, open, show, close: () => setOpen(false) };
}
