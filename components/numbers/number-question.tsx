'use client';

import { useTranslations } from 'next-intl';
import {
  pauseNumberAction,
  removeNumberAction,
  resumeNumberAction,
} from '#app/(signed-in)/numbers/actions.ts';
import type { NumberRow, RegionRow } from '#lib/regions/region-row.ts';
import { FormDialog } from '#components/ui/form-dialog.tsx';

const actions = { pause: pauseNumberAction, resume: resumeNumberAction, remove: removeNumberAction } as const;

type Props = {
  kind: keyof typeof actions;
  row: NumberRow;
  region: RegionRow;
  onClose: () => void;
  onDone: (message: string) => void;
};

/** Asks before a number is paused, resumed or removed, and says what will change. */
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
      fields={[]}
    >
      {() => <input type="hidden" name="numberId" value={row.id} />}
    </FormDialog>
  );
}
