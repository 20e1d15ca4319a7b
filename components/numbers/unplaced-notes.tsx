'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useActionState } from 'react';
import { placeNoteAction } from '#app/(signed-in)/numbers/actions.ts';
import { type ActionState, idle } from '#lib/auth/action-state.ts';
import type { UnplacedNote } from '#lib/notes/story-note.ts';
import { dayAndTime, Moment } from '#components/time/moment.tsx';
import { SelectField } from '#components/ui/field.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { Fold } from './fold.tsx';

/** What phones wrote that is on no story, each to be put on one. */
export function UnplacedNotes({ notes }: { notes: readonly UnplacedNote[] }) {
  const t = useTranslations('numbers.unplaced');
  if (notes.length === 0) return null;
  return (
    <Fold title={t('title', { count: notes.length })} lead={t('lead')}>
      <ul>
        {notes.map((note) => (
          <li key={note.id} className="border-t hairline py-3">
            <p className="wrap-anywhere whitespace-pre-line" dir="auto">
              {note.words}
            </p>
            <p className="flex flex-wrap gap-x-1.5 text-muted">
              {[note.by.name, note.by.region].flatMap((each, place) =>
                each === null ? [] : [<span key={place === 0 ? 'name' : 'region'}>{each}</span>],
              )}
              <Moment at={note.at} />
            </p>
            <PlaceNote note={note} />
          </li>
        ))}
      </ul>
    </Fold>
  );
}

function PlaceNote({ note: { id, choices } }: { note: UnplacedNote }) {
  const t = useTranslations('numbers.unplaced');
  const format = useFormatter();
  const router = useRouter();
  const [state, place] = useActionState(async (prev: ActionState, form: FormData) => {
    const next = await placeNoteAction(prev, form);
    if (next.status === 'done') router.refresh();
    return next;
  }, idle);
  if (state.status === 'done') return <p role="status">{state.message}</p>;
  if (choices.length === 0) return <p className="text-sm text-muted">{t('none')}</p>;
  const options = choices.map(({ storyId, region, username, postedAt }) => ({
    value: storyId,
    label: t('option', { region, username, time: format.dateTime(new Date(postedAt), dayAndTime) }),
  }));
  return (
    <form action={place} noValidate className="mt-2 flex flex-wrap items-end gap-2">
      <input type="hidden" name="noteId" value={id} />
      <div className="min-w-0 flex-1 basis-60">
        <SelectField
          name="storyId"
          label={t('story')}
          defaultValue=""
          options={[{ value: '', label: t('choose') }, ...options]}
        />
      </div>
      <SubmitButton look="plain">{t('place')}</SubmitButton>
      {state.status === 'refused' ? <Notice look="bad">{state.message}</Notice> : null}
    </form>
  );
}
