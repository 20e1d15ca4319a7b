'use client';

import { useTranslations } from 'next-intl';
import { startTransition, useState } from 'react';
import { clearStoryRightsAction, setStoryRightsAction } from '#app/(signed-in)/stories/actions.ts';
import { idle } from '#lib/auth/action-state.ts';
import type { StoryDetail } from '#lib/feed/feed-story.ts';
import { type ReuseRight, reuseRights } from '#lib/words.ts';
import { Button } from '#components/ui/button.tsx';
import { Choice } from '#components/ui/choice.tsx';
import { SelectField } from '#components/ui/field.tsx';
import { FormDialog } from '#components/ui/form-dialog.tsx';
import { FormArea, FormText } from '#components/ui/form-text.tsx';

type Props = { story: StoryDetail; onClose: () => void; onDone: (message: string) => void };

/** What other regions may do with a story, until when, where, and why. */
export function RightsDialog({ story, onClose, onDone }: Props) {
  const t = useTranslations('rights');
  const { rights } = story;
  const [right, setRight] = useState<ReuseRight>(rights.rights);
  const [where, setWhere] = useState<'all' | 'some'>(rights.regions === null ? 'all' : 'some');
  const limited = right !== 'not_reused';
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      title={t('setTitle')}
      description={t('setLead')}
      action={setStoryRightsAction}
      onDone={onDone}
      submit={t('save')}
      fields={['rights', 'lastDay', 'words']}
    >
      {(form) => (
        <>
          <input type="hidden" name="storyId" value={story.id} />
          <SelectField
            name="rights"
            label={t('setRights')}
            value={right}
            onChange={(event) => {
              const { value } = event.currentTarget;
              setRight(reuseRights.find((each) => each === value) ?? right);
            }}
            error={form.error('rights')}
            options={reuseRights.map((value) => ({ value, label: t(`right.${value}`) }))}
          />
          {limited ? (
            <>
              <FormText
                form={form}
                name="lastDay"
                type="date"
                label={t('lastDay')}
                hint={t('lastDayHint')}
                first={rights.lastDay ?? ''}
              />
              <Choice
                legend={t('where')}
                name="where"
                value={where}
                options={[
                  { value: 'all', label: t('whereAll') },
                  { value: 'some', label: t('whereSome') },
                ]}
                onChange={setWhere}
              />
              {where === 'some' ? (
                <RegionChoice choices={rights.choices} first={rights.regions ?? []} />
              ) : null}
            </>
          ) : null}
          <FormArea
            form={form}
            name="words"
            label={t('words')}
            hint={t('wordsHint')}
            first={rights.words ?? ''}
            maxLength={500}
          />
          {rights.own ? <ClearButton storyId={story.id} onClose={onClose} onDone={onDone} /> : null}
        </>
      )}
    </FormDialog>
  );
}

function RegionChoice({
  choices,
  first,
}: {
  choices: readonly { id: string; name: string }[];
  first: readonly { id: string }[];
}) {
  const t = useTranslations('rights');
  // Kept here, since React empties the form when its action has run, refused or not.
  const [chosen, setChosen] = useState(() => new Set(first.map(({ id }) => id)));
  return (
    <fieldset>
      <legend className="pb-1.5 text-sm font-strong">{t('whereRegions')}</legend>
      <div className="max-h-48 overflow-y-auto rounded-md border border-edge px-3 py-1">
        {choices.map(({ id, name }) => (
          <label key={id} className="flex min-h-9 cursor-pointer items-center gap-3 pointer-coarse:min-h-11">
            <input
              type="checkbox"
              name="regionIds"
              value={id}
              checked={chosen.has(id)}
              onChange={(event) => {
                const next = new Set(chosen);
                if (event.currentTarget.checked) next.add(id);
                else next.delete(id);
                setChosen(next);
              }}
              className="size-5 shrink-0 accent-accent"
            />
            <span className="min-w-0 truncate">{name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function ClearButton({ storyId, onClose, onDone }: { storyId: string } & Omit<Props, 'story'>) {
  const t = useTranslations('rights');
  const [refused, setRefused] = useState<string | null>(null);
  return (
    <div>
      <Button
        look="quiet"
        className="-ms-4"
        onClick={() => {
          const form = new FormData();
          form.set('storyId', storyId);
          startTransition(async () => {
            const done = await clearStoryRightsAction(idle, form);
            if (done.status === 'refused') return setRefused(done.message);
            onClose();
            if (done.status === 'done') onDone(done.message);
          });
        }}
      >
        {t('clear')}
      </Button>
      {refused === null ? null : (
        <p role="alert" className="text-sm text-bad">
          {refused}
        </p>
      )}
    </div>
  );
}
