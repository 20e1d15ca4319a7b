'use client';

import { useTranslations } from 'next-intl';
import {
  pauseNumberAction,
  removeNumberAction,
  resumeNumberAction,
} from '#app/(signed-in)/numbers/actions.ts';
import { TextField } from '#components/ui/field.tsx';
import { FormDialog } from '#components/ui/form-dialog.tsx';

const actions = { pause: pauseNumberAction, resume: resumeNumberAction, remove: removeNumberAction } as const;

export type Question = keyof typeof actions;

type Props = {
  kind: Question;
  row: { id: string; label: string; shortened: string };
  region: { name: string };
  onClose: () => void;
  onDone: (message: string) => void;
};

/** Asks before a number is paused, resumed or removed, and says what will change. What cannot be undone needs the label typed. */
export function NumberQuestion({ kind, row, region, onClose, onDone }: Props) {
  const t = useTranslations('numbers');
  const names = { label: row.label, number: row.shortened, region: region.name };
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      title={t(`ask.${kind}.title`, names)}
      description={t(`ask.${kind}.lead`, names)}
      action={actions[kind]}
      onDone={onDone}
      submit={t(`ask.${kind}.submit`)}
      look={kind === 'remove' ? 'danger' : 'primary'}
      fields={['typed']}
    >
      {({ value, error }) => (
        <>
          <input type="hidden" name="numberId" value={row.id} />
          {kind === 'remove' ? (
            <TextField
              name="typed"
              label={t('typeLabel', { label: row.label })}
              autoComplete="off"
              defaultValue={value('typed')}
              error={error('typed')}
            />
          ) : null}
        </>
      )}
    </FormDialog>
  );
}
