'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { NotedStory } from './note-flow.tsx';

/** What it takes to write a note comes with the first tap, not with every page. */
const NoteFlow = dynamic(() => import('./note-flow.tsx').then((loaded) => loaded.NoteFlow), { ssr: false });

/** Keeps on what a note is being written, and shows its dialog. */
export function useNoting() {
  const [story, setStory] = useState<NotedStory | null>(null);
  const [wanted, setWanted] = useState(false);
  const [shown, setShown] = useState(false);
  return {
    /** Whether its dialog lies over the page, or is about to. */
    open: story !== null || shown,
    note: (about: NotedStory) => {
      setWanted(true);
      setStory(about);
    },
    flow: wanted ? <NoteFlow story={story} onClose={() => setStory(null)} onShown={setShown} /> : null,
  };
}
