'use client';

import { Check } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { addNumberAction } from '#app/(signed-in)/numbers/actions.ts';
import type { HomeChoice } from '#lib/numbers/number-row.ts';
import type { UnknownSender } from '#lib/numbers/unknown-sender-row.ts';
import { languageChoices } from '#lib/regions/languages.ts';
import { numberKinds } from '#lib/words.ts';
import { useHydrated } from '#components/ui/use-hydrated.ts';
import { useNames } from '#components/regions/use-names.ts';
import { buttonClass } from '#components/ui/button.tsx';
import { Choice } from '#components/ui/choice.tsx';
import { SelectField, TextField } from '#components/ui/field.tsx';
import type { FormFields } from '#components/ui/form-dialog.tsx';
import { FormText } from '#components/ui/form-text.tsx';
import { PageForm } from '#components/ui/page-form.tsx';
import { ParsedNumber } from './parsed-number.tsx';

type Props = {
  regions: readonly HomeChoice[];
  /** Chosen at first; empty: none. */
  regionId: string;
  /** Somebody who wrote, whose phone is added in place of a number that is typed. */
  unknown?: UnknownSender | undefined;
};

const fields = ['number', 'label', 'kind', 'regionId', 'language', 'optInOn', 'optInWords'];

/** Adds work numbers, one after another, each in one field however it is written. */
export function AddNumberForm({ regions, regionId, unknown }: Props) {
  const t = useTranslations('numbers');
  const [added, setAdded] = useState<{ id: string; message: string }[]>([]);
  const [homeId, setHomeId] = useState(regionId);
  const home = regions.find(({ id }) => id === homeId);
  const count = added.length;
  return (
    <div className="flex max-w-140 flex-col gap-6">
      <div role="status" className={count === 0 ? 'sr-only' : 'flex flex-col gap-2'}>
        {added.map(({ id, message }) => (
          <p
            key={id}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md bg-accent-soft px-4 py-2"
          >
            <Check aria-hidden="true" className="size-4 text-accent" />
            <span className="min-w-0 flex-1">{message}</span>
            <Link href={`/numbers/${id}`} className={buttonClass('quiet')}>
              {t('openNumber')}
            </Link>
          </p>
        ))}
      </div>
      <PageForm
        key={count}
        action={addNumberAction}
        onDone={(message, id = '') => setAdded((before) => [{ id, message }, ...before])}
        submit={t('add')}
        fields={fields}
      >
        {(form) => (
          <>
            <SelectField
              name="regionId"
              label={t('home')}
              value={homeId}
              onChange={(event) => setHomeId(event.currentTarget.value)}
              error={form.error('regionId')}
              options={[
                ...(home === undefined ? [{ value: '', label: t('chooseRegion') }] : []),
                ...regions.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
            <Phone home={home} another={count > 0} form={form} unknown={count === 0 ? unknown : undefined} />
            <Agreed form={form} />
          </>
        )}
      </PageForm>
    </div>
  );
}

const none: readonly string[] = [];

/** @param another when one has just been added, typing goes on with the next */
function Phone({
  home,
  another,
  form,
  unknown,
}: {
  home: HomeChoice | undefined;
  another: boolean;
  form: FormFields;
  unknown: UnknownSender | undefined;
}) {
  const { value, error } = form;
  const t = useTranslations('numbers');
  const names = useNames();
  const hydrated = useHydrated();
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (another) field.current?.focus();
  }, [another]);
  return (
    <>
      {unknown ? (
        <Wrote unknown={unknown} />
      ) : (
        <TextField
          name="number"
          ref={field}
          label={t('whatsAppNumber')}
          type="tel"
          inputMode="tel"
          autoComplete="off"
          dir="ltr"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={error('number')}
          hint={<ParsedNumber text={text} countries={home?.countries ?? none} />}
        />
      )}
      <FormText
        name="label"
        form={form}
        first={unknown?.profileName ?? ''}
        label={t('label')}
        hint={t('labelHint')}
        maxLength={80}
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
            {
              value: '',
              label: home
                ? t('languageOfRegion', { language: names.language(home.language) })
                : t('languageOfAnyRegion'),
            },
            ...names.languageOptions(hydrated ? languageChoices : []),
          ]}
        />
      </div>
    </>
  );
}

/** The phone of somebody who wrote; its number stays shortened. */
function Wrote({ unknown: { id, shortened, profileName } }: { unknown: UnknownSender }) {
  const t = useTranslations('numbers');
  return (
    <div>
      <input type="hidden" name="unknownId" value={id} />
      <p className="pb-1.5 text-sm font-strong">{t('whatsAppNumber')}</p>
      <p className="figures" dir="ltr">
        {shortened}
      </p>
      <p className="text-muted">
        {profileName === null ? t('unknown.wrote') : t('unknown.wroteAs', { name: profileName })}
      </p>
    </div>
  );
}

/** How the holder agreed: by a code that the phone will send, or elsewhere and before. */
function Agreed({ form }: { form: FormFields }) {
  const t = useTranslations('numbers');
  const [optIn, setOptIn] = useState<'code' | 'agreed'>('code');
  const [today] = useState(() => new Date().toLocaleDateString('sv-SE'));
  return (
    <div className="flex flex-col gap-3">
      <div>
        <p className="pb-1.5 text-sm font-strong" aria-hidden="true">
          {t('optInHow')}
        </p>
        <Choice
          legend={t('optInHow')}
          name="optIn"
          value={optIn}
          onChange={setOptIn}
          options={[
            { value: 'code', label: t('optInByCode') },
            { value: 'agreed', label: t('optInAgreed') },
          ]}
        />
      </div>
      {optIn === 'code' ? (
        <p className="text-pretty text-muted">{t('optInByCodeLead')}</p>
      ) : (
        <>
          <p className="text-pretty text-muted">{t('optInAgreedLead')}</p>
          <div className="grid gap-4 md:grid-cols-[12rem_minmax(0,1fr)]">
            <FormText name="optInOn" form={form} first={today} type="date" label={t('optInOn')} max={today} />
            <FormText
              name="optInWords"
              form={form}
              label={t('optInWords')}
              hint={t('optInWordsHint')}
              maxLength={300}
            />
          </div>
        </>
      )}
    </div>
  );
}
