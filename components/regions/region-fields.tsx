'use client';

import { useTranslations } from 'next-intl';
import { languageChoices } from '#lib/regions/languages.ts';
import type { GroupRow } from '#lib/regions/region-row.ts';
import { timeZoneChoices } from '#lib/regions/time-zones.ts';
import { RegionMark } from '#components/region/region-mark.tsx';
import { SelectField, TextField } from '#components/ui/field.tsx';
import type { FormFields } from '#components/ui/form-dialog.tsx';
import type { DraftField, RegionDraft } from './region-draft.ts';
import { useHydrated } from '#components/ui/use-hydrated.ts';
import { useNames } from './use-names.ts';

/** What the fields below send; a refusal of any other stands above the form's button. */
export const regionFieldNames = [
  'name',
  'groupId',
  'countries',
  'timeZone',
  'language',
  'markText',
  'markColor',
  'quietHours',
];

type Props = Pick<FormFields, 'error'> & {
  draft: RegionDraft;
  onChange: (field: DraftField, value: string) => void;
  groups: readonly GroupRow[];
  /** Whether the group may be changed; it is shown as it is otherwise. */
  mayGroup: boolean;
};

/** All that a region is made of, for adding one and for editing it. */
export function RegionFields({ draft, onChange, groups, mayGroup, error }: Props) {
  const t = useTranslations('regions');
  const names = useNames();
  const hydrated = useHydrated();
  const field = (name: DraftField) => ({
    name,
    value: draft[name],
    error: error(name),
    onChange: (event: { currentTarget: { value: string } }) => onChange(name, event.currentTarget.value),
  });
  const groupOptions = groups.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <div className="grid gap-4 md:grid-cols-2">
        <TextField {...field('name')} label={t('name')} autoComplete="off" maxLength={60} />
        {mayGroup ? (
          <SelectField
            {...field('groupId')}
            label={t('group')}
            options={[{ value: '', label: t('noGroup') }, ...groupOptions]}
          />
        ) : (
          <input type="hidden" name="groupId" value={draft.groupId} />
        )}
        <TextField
          {...field('countries')}
          label={t('countries')}
          hint={t('countriesHint')}
          autoComplete="off"
          maxLength={400}
        />
        <SelectField
          {...field('language')}
          label={t('language')}
          options={names.languageOptions(withChosen(hydrated ? languageChoices : [], draft.language))}
        />
        <SelectField
          {...field('timeZone')}
          label={t('timeZone')}
          options={withChosen(hydrated ? timeZoneChoices : [], draft.timeZone).map((zone) => ({
            value: zone,
            label: zone.replaceAll('_', ' '),
          }))}
        />
      </div>
      <Quiet draft={draft} onChange={onChange} error={error('quietHours')} />
      <div className="flex items-start gap-4">
        <RegionMark
          markText={draft.markText.toUpperCase()}
          markColor={draft.markColor}
          className="mt-6.5 size-11 shrink-0"
        />
        <div className="grid min-w-0 flex-1 grid-cols-2 gap-4 md:max-w-100">
          <TextField {...field('markText')} label={t('markText')} autoComplete="off" maxLength={2} />
          <TextField
            {...field('markColor')}
            label={t('markColor')}
            type="color"
            className="cursor-pointer px-1 py-1"
          />
        </div>
      </div>
    </>
  );
}

/** Two times of the day, in the region's zone; both empty: never quiet. */
function Quiet({
  draft,
  onChange,
  error,
}: Pick<Props, 'draft' | 'onChange'> & { error: string | undefined }) {
  const t = useTranslations('regions');
  return (
    <fieldset className="min-w-0">
      <legend className="pb-1.5 text-sm font-strong">{t('quietHours')}</legend>
      <input type="hidden" name="quietHours" value={`${draft.quietFrom}-${draft.quietUntil}`} />
      <div className="grid grid-cols-2 gap-4 md:max-w-100">
        <TextField
          type="time"
          label={t('quietFrom')}
          value={draft.quietFrom}
          onChange={(event) => onChange('quietFrom', event.currentTarget.value)}
          error={error}
        />
        <TextField
          type="time"
          label={t('quietUntil')}
          value={draft.quietUntil}
          onChange={(event) => onChange('quietUntil', event.currentTarget.value)}
        />
      </div>
      <p className="pt-1.5 text-sm text-muted">{t('quietHoursHint')}</p>
    </fieldset>
  );
}

/** What a region has may be rarer than what is offered first; it must not be lost by editing. */
const withChosen = (choices: readonly string[], chosen: string) =>
  chosen === '' || choices.includes(chosen) ? choices : [chosen, ...choices];
