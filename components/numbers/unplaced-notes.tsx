'use client';

import { useTranslations } from 'next-intl';
import type { StoryNote } from '#lib/notes/story-note.ts';
import { Moment } from '#components/time/moment.tsx';
import { Fold } from './fold.tsx';

/** What phones wrote that is on no story. */
export function UnplacedNotes({ notes }: { notes: readonly StoryNote[] }) {
  const t = useTranslations('numbers.unplaced');
  if (notes.length === 0) return null;
  return (
    <Fold title={t('title', { count: notes.length })} lead={t('lead')}>
      <ul>
        {notes.map(({ id, words, by, at }) => (
          <li key={id} className="border-t hairline py-3">
            <p className="wrap-anywhere whitespace-pre-line" dir="auto">
              {words}
            </p>
            <p className="flex flex-wrap gap-x-1.5 text-muted">
              {[by.name, by.region].flatMap((each, place) =>
                each === null ? [] : [<span key={place === 0 ? 'name' : 'region'}>{each}</span>],
              )}
              <Moment at={at} />
            </p>
          </li>
        ))}
      </ul>
    </Fold>
  );
}
