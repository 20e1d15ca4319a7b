'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { addNumberAction } from '#app/(signed-in)/numbers/actions.ts';
import type { RegionRow } from '#lib/regions/region-row.ts';
import { languageChoices } from '#lib/regions/languages.ts';
import { numberKinds } from '#lib/words.ts';
import { SelectField, TextField } from '#components/ui/field.tsx';
import { FormDialog } from '#components/ui/form-dialog.tsx';
import { ParsedNumber } from './parsed-number.tsx';
import { useNames } from '#components/regions/use-names.ts';

type Props = { region: RegionRow; onClose: () => void; onDone: (message: string) => void };

/** Adds a work number: one field however it is written, shown back as it was understood. */
export function AddNumberDialog({ region, onClose, onDone }: Props) {
  const t = useTranslations('numbers');
  const names = useNames();
  const [text, setText] = useState('');
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      title={t('addTitle', { region: region.name })}
      description={t('addLead')}
      action={addNumberAction}
      onDone={onDone}
      submit={t('add')}
      fields={['number', 'label', 'kind', 'language']}
    >
      {({ value, error }) => (
        <>
          <input type="hidden" name="regionId" value={region.id} />
          <TextField
            name="number"
            label={t('number')}
            type="tel"
            inputMode="tel"
            autoComplete="off"
            dir="ltr"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            error={error('number')}
            hint={<ParsedNumber text={text} countries={region.countries} />}
          />
          <TextField
            name="label"
            label={t('label')}
            hint={t('labelHint')}
            autoComplete="off"
            maxLength={80}
            defaultValue={value('label')}
            error={error('label')}
          />
          <div className="grid gap-4 md:grid-cols-2">
            <SelectField
              name="kind"
              label={t('kindLabel')}
              defaultValue={value('kind') ?? 'person'}
              error={error('kind')}
              options={numberKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
            />
            <SelectField
              name="language"
              label={t('language')}
              defaultValue={value('language') ?? ''}
              error={error('language')}
              options={[
                { value: '', label: t('languageOfRegion', { language: names.language(region.language) }) },
                ...names.languageOptions(languageChoices),
              ]}
            />
          </div>
        </>
      )}
    </FormDialog>
  );
}
