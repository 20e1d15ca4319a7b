'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { changeNumberAction } from '#app/(signed-in)/numbers/actions.ts';
import { buzzIntervals } from '#lib/numbers/list-columns.ts';
import type { NumberPage } from '#lib/numbers/number-row.ts';
import { languageChoices } from '#lib/regions/languages.ts';
import { hearings, numberKinds } from '#lib/words.ts';
import { useHydrated } from '#components/ui/use-hydrated.ts';
import { useNames } from '#components/regions/use-names.ts';
import { SelectField, TextField } from '#components/ui/field.tsx';
import type { FormFields } from '#components/ui/form-dialog.tsx';
import { FormText } from '#components/ui/form-text.tsx';
import { PageForm } from '#components/ui/page-form.tsx';

type Props = { page: NumberPage; onDone: (message: string) => void };

const fields = [
  'label',
  'kind',
  'language',
  'quiet',
  'quietFrom',
  'quietUntil',
  'buzzIntervalMinutes',
  'hears',
];

/** Whose a number is, and how it hears: for those who may change it a form, for others words. */
export function NumberSettings({ page, onDone }: Props) {
  const t = useTranslations('numbers');
  if (!page.mayManage) return <InWords page={page} />;
  const { label, kind, ownLanguage, ownQuietHours, buzzIntervalMinutes, hears } = page;
  return (
    <PageForm
      // What somebody else saved meanwhile is shown, which an open form would not.
      key={JSON.stringify([label, kind, ownLanguage, ownQuietHours, buzzIntervalMinutes, hears])}
      action={changeNumberAction}
      onDone={onDone}
      submit={t('save')}
      fields={fields}
    >
      {(form) => (
        <>
          <input type="hidden" name="numberId" value={page.id} />
          <Whose page={page} form={form} />
          <Quiet page={page} {...form} />
          <SelectField
            name="hears"
            label={t('hearsWhat')}
            hint={t('hearsWhatHint')}
            defaultValue={form.value('hears') ?? hears}
            error={form.error('hears')}
            options={hearings.map((each) => ({ value: each, label: t(`hearsOf.${each}`) }))}
          />
          <SelectField
            name="buzzIntervalMinutes"
            label={t('buzzInterval')}
            hint={t('buzzIntervalHint')}
            defaultValue={form.value('buzzIntervalMinutes') ?? String(buzzIntervalMinutes)}
            error={form.error('buzzIntervalMinutes')}
            options={buzzIntervals.map((minutes) => ({
              value: String(minutes),
              label: t('buzzEvery', { minutes }),
            }))}
          />
        </>
      )}
    </PageForm>
  );
}

function Whose({ page, form }: { page: NumberPage; form: FormFields }) {
  const { value, error } = form;
  const t = useTranslations('numbers');
  const names = useNames();
  const own = page.ownLanguage;
  const hydrated = useHydrated();
  const others = hydrated ? languageChoices.filter((each) => each !== own) : [];
  return (
    <>
      <FormText name="label" form={form} first={page.label} label={t('label')} maxLength={80} />
      <div className="grid gap-4 md:grid-cols-2">
        <SelectField
          name="kind"
          label={t('kindLabel')}
          defaultValue={value('kind') ?? page.kind}
          error={error('kind')}
          options={numberKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        />
        <SelectField
          name="language"
          label={t('language')}
          defaultValue={value('language') ?? own ?? ''}
          error={error('language')}
          options={[
            { value: '', label: t('languageOfRegion', { language: names.language(page.regionLanguage) }) },
            ...names.languageOptions(own === null ? others : [own, ...others]),
          ]}
        />
      </div>
    </>
  );
}

function Quiet({ page, value, error }: { page: NumberPage } & FormFields) {
  const t = useTranslations('numbers');
  const stored = page.ownQuietHours;
  const [quiet, setQuiet] = useState(stored === null ? 'region' : stored === 'none' ? 'none' : 'own');
  const [from = '', until = ''] =
    quiet === 'own' && stored?.includes('-') ? stored.split('-') : ['22:00', '07:30'];
  return (
    <>
      <SelectField
        name="quiet"
        label={t('quiet')}
        value={quiet}
        onChange={(event) => setQuiet(event.currentTarget.value)}
        error={error('quiet')}
        options={[
          {
            value: 'region',
            label:
              page.regionQuietHours === null
                ? t('quietOfRegionNone')
                : t('quietOfRegion', { hours: page.regionQuietHours.replace('-', '–') }),
          },
          { value: 'none', label: t('quietNone') },
          { value: 'own', label: t('quietOwn') },
        ]}
      />
      {quiet === 'own' ? (
        <div className="grid grid-cols-2 gap-4">
          <TextField
            name="quietFrom"
            type="time"
            label={t('quietFrom')}
            defaultValue={value('quietFrom') ?? from}
            error={error('quietFrom')}
          />
          <TextField
            name="quietUntil"
            type="time"
            label={t('quietUntil')}
            defaultValue={value('quietUntil') ?? until}
            error={error('quietUntil')}
          />
        </div>
      ) : null}
    </>
  );
}

function InWords({ page }: { page: NumberPage }) {
  const t = useTranslations('numbers');
  const names = useNames();
  const hours = page.ownQuietHours ?? page.regionQuietHours ?? 'none';
  return (
    <ul className="flex flex-col gap-1">
      <li>{names.language(page.ownLanguage ?? page.regionLanguage)}</li>
      <li className="figures">
        {hours === 'none' ? t('quietNone') : t('quietAt', { hours: hours.replace('-', '–') })}
      </li>
      <li>{t(`hearsOf.${page.hears}`)}</li>
      <li className="figures">{t('buzzEvery', { minutes: page.buzzIntervalMinutes })}</li>
    </ul>
  );
}
