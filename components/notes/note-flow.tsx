'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { useSWRConfig } from 'swr';
import { v4 as newId } from 'uuid';
import type { FeedStory, StoryDetail } from '#lib/feed/feed-story.ts';
import { refusalWords } from '#components/live/send-json.ts';
import { toast } from '#components/ui/toast.ts';
import { addNote, withdrawNote } from './note-api.ts';
import { NoteDialog } from './note-dialog.tsx';

export type NotedStory = Pick<FeedStory, 'id' | 'code' | 'account'>;

type Props = {
  story: NotedStory | null;
  onClose: () => void;
  /** Told whether the dialog is there: after a refusal it comes again by itself. */
  onShown: (shown: boolean) => void;
};

type Refusal = { about: NotedStory; noteId: string; draft: string; words: string };

/**
 * Writes a note on a story. It stands there at once and can be taken back;
 * refused, it goes, and what was typed is asked for again.
 */
export function NoteFlow({ story, onClose, onShown }: Props) {
  const t = useTranslations('noteStory');
  const { mutate } = useSWRConfig();
  const [refusal, setRefusal] = useState<Refusal>();
  const about = refusal?.about ?? story;
  const shown = about !== null;
  useEffect(() => onShown(shown), [onShown, shown]);

  const keyOf = ({ code }: NotedStory) => `/api/stories/${encodeURIComponent(code)}`;
  const close = () => {
    setRefusal(undefined);
    onClose();
  };

  async function add(target: NotedStory, noteId: string, draft: string) {
    close();
    // Beside what the page holds already; without a page of it open there is nothing to show it on.
    void mutate<StoryDetail>(
      keyOf(target),
      (page) => {
        if (!page) return undefined;
        // The server's own may have come before, when no answer did.
        const others = page.notes.filter(({ id }) => id !== noteId);
        return { ...page, notes: [...others, noteToBe(noteId, draft, t('you'))] };
      },
      { revalidate: false },
    );
    try {
      await addNote({ noteId, storyId: target.id, words: draft });
      toast(t('done'), { undo: { label: t('undo'), run: () => void takeBack(target, noteId) } });
    } catch (error) {
      setRefusal({ about: target, noteId, draft, words: refusalWords(error, t('notReached')) });
    } finally {
      void mutate(keyOf(target));
    }
  }

  async function takeBack(target: NotedStory, noteId: string) {
    void mutate<StoryDetail>(
      keyOf(target),
      (page) => page && { ...page, notes: page.notes.filter(({ id }) => id !== noteId) },
      { revalidate: false },
    );
    try {
      await withdrawNote(noteId);
    } catch (error) {
      toast(refusalWords(error, t('notReached')), { failed: true });
    } finally {
      void mutate(keyOf(target));
    }
  }

  return about === null ? null : (
    <NoteDialog
      key={`${about.code} ${refusal?.words ?? ''}`}
      account={about.account.username}
      first={refusal?.draft}
      refused={refusal?.words}
      onClose={close}
      onAdd={(draft) => void add(about, refusal?.noteId ?? newId(), draft)}
    />
  );
}

/** The note as it will stand on the page, until the server's own comes. */
const noteToBe = (id: string, words: string, name: string): StoryDetail['notes'][number] => ({
  id,
  words,
  by: { name, region: null },
  at: new Date().toISOString(),
});
