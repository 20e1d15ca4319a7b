'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { addRegionAction, editRegionAction } from '#app/(signed-in)/regions/actions.ts';
import { languageChoices } from '#lib/regions/languages.ts';
import type { RegionRow, RegionsPage } from '#lib/regions/region-row.ts';
import { timeZoneChoices } from '#lib/regions/time-zones.ts';
import { RegionMark } from '#components/region/region-mark.tsx';
import { SelectField, TextField } from '#components/ui/field.tsx';
import { FormDialog, type FormFields } from '#components/ui/form-dialog.tsx';
import { useNames } from './use-names.ts';

type Props = {
  /** The region to edit; null to add one. */
  region: RegionRow | null;
  groups: RegionsPage['groups'];
  onClose: () => void;
  onDone: (message: string) => void;
};

const names = ['name', 'groupId', 'countries', 'timeZone', 'language', 'markText', 'markColor'];

/** Adds or edits a region. */
export function RegionDialog({ region, groups, onClose, onDone }: Props) {
  const t = useTranslations('regions');
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      title={region === null ? t('addTitle') : t('editTitle', { region: region.name })}
      {...(region === null ? { description: t('addLead') } : {})}
      action={region === null ? addRegionAction : editRegionAction}
      onDone={onDone}
      submit={region === null ? t('add') : t('save')}
      fields={names}
    >
      {(fields) => (
        <>
          {region === null ? null : <input type="hidden" name="regionId" value={region.id} />}
          <Place region={region} groups={groups} {...fields} />
          <Mark region={region} {...fields} />
        </>
      )}
    </FormDialog>
  );
}

function Place({ region, groups, value, error }: Pick<Props, 'region' | 'groups'> & FormFields) {
  const t = useTranslations('regions');
  const display = useNames();
  const here = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <>
      <TextField
        name="name"
        label={t('name')}
        autoComplete="off"
        maxLength={60}
        defaultValue={value('name') ?? region?.name}
        error={error('name')}
      />
      <div className="grid gap-4 md:grid-cols-2">
        <SelectField
          name="groupId"
          label={t('group')}
          defaultValue={value('groupId') ?? region?.group?.id ?? ''}
          error={error('groupId')}
          options={[
            { value: '', label: t('noGroup') },
            ...groups.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <TextField
          name="countries"
          label={t('countries')}
          hint={t('countriesHint')}
          autoComplete="off"
          defaultValue={value('countries') ?? region?.countries.join(', ')}
          error={error('countries')}
        />
        <SelectField
          name="timeZone"
          label={t('timeZone')}
          defaultValue={value('timeZone') ?? region?.timeZone ?? here}
          error={error('timeZone')}
          options={withChosen(timeZoneChoices, region?.timeZone).map((zone) => ({
            value: zone,
            label: zone.replaceAll('_', ' '),
          }))}
        />
        <SelectField
          name="language"
          label={t('language')}
          defaultValue={value('language') ?? region?.language ?? 'en'}
          error={error('language')}
          options={display.languageOptions(withChosen(languageChoices, region?.language))}
        />
      </div>
    </>
  );
}

function Mark({ region, error }: Pick<Props, 'region'> & FormFields) {
  const t = useTranslations('regions');
  const [text, setText] = useState(region?.markText ?? '');
  const [color, setColor] = useState(region?.markColor ?? '#0b5f59');
  return (
    <div className="flex items-start gap-4">
      <RegionMark markText={text.toUpperCase()} markColor={color} className="mt-6.5 size-11 shrink-0" />
      <div className="grid flex-1 grid-cols-2 gap-4">
        <TextField
          name="markText"
          label={t('markText')}
          autoComplete="off"
          maxLength={2}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={error('markText')}
        />
        <TextField
          name="markColor"
          label={t('markColor')}
          type="color"
          className="cursor-pointer px-1 py-1"
          value={color}
          onChange={(event) => setColor(event.currentTarget.value)}
          error={error('markColor')}
        />
      </div>
    </div>
  );
}

/** What a region has may be rarer than what is offered first; it must not be lost by editing. */
const withChosen = (choices: readonly string[], chosen: string | undefined) =>
  chosen === undefined || choices.includes(chosen) ? choices : [chosen, ...choices];
