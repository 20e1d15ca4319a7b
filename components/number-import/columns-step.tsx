import { useLocale, useTranslations } from 'next-intl';
import { type ListColumn, listColumns } from '#lib/numbers/list-columns.ts';
import { BareSelect } from '#components/ui/bare-select.tsx';
import { Button } from '#components/ui/button.tsx';
import { SelectField } from '#components/ui/field.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { countryOptions } from './country-options.ts';
import type { Place } from './place.ts';
import type { Import } from './use-import.ts';

type Props = { work: Import; places: readonly Place[] };

/** What each column of the list is, as it was guessed, and what holds where the list says nothing. */
export function ColumnsStep({ work, places }: Props) {
  const t = useTranslations('numberImport');
  const locale = useLocale();
  const { table, chosen } = work;
  if (!table) return null;
  const columns = chosen.columns ?? [];
  const setColumn = (at: number, is: ListColumn | null) =>
    work.choose({
      // Two columns cannot be the same: the one chosen last is.
      columns: columns.map((each, index) => (index === at ? is : each === is ? null : each)),
    });
  const hasNumber = columns.includes('number');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (hasNumber && work.busy === null) void work.check();
      }}
    >
      <h2 className="text-lg">{t('columnsTitle')}</h2>
      <p className="text-muted">{t('found', { name: chosen.name, count: table.rows })}</p>
      <label className="flex min-h-11 w-fit cursor-pointer items-center gap-2">
        <input
          type="checkbox"
          checked={table.header}
          onChange={(event) => void work.setHeader(event.currentTarget.checked)}
          className="size-4 accent-accent"
        />
        {t('header')}
      </label>
      <ul className="border-t border-line">
        {table.columns.map((column, at) => {
          const name = column.name === '' ? t('columnOf', { n: at + 1 }) : column.name;
          return (
            <li
              // oxlint-disable-next-line react/no-array-index-key -- a column is its place and nothing else
              key={at}
              className="grid items-center gap-x-6 gap-y-2 border-b border-line py-3 md:grid-cols-[minmax(0,1fr)_18rem]"
            >
              <div className="min-w-0">
                <div className="font-strong break-words">{name}</div>
                <div className="truncate text-sm text-muted tabular-nums">
                  <bdi>{column.samples.join(' · ')}</bdi>
                </div>
              </div>
              <BareSelect
                aria-label={name}
                value={columns[at] ?? ''}
                onChange={(event) =>
                  setColumn(
                    at,
                    event.currentTarget.value === '' ? null : (event.currentTarget.value as ListColumn),
                  )
                }
              >
                <option value="">{t('leaveOut')}</option>
                {listColumns.map((each) => (
                  <option key={each} value={each}>
                    {t(`column.${each}`)}
                  </option>
                ))}
              </BareSelect>
            </li>
          );
        })}
      </ul>
      <div className="grid gap-4 py-6 md:grid-cols-2">
        <SelectField
          label={t('homeRegion')}
          value={chosen.regionId ?? ''}
          onChange={(event) => work.choose({ regionId: event.currentTarget.value || null })}
          options={[
            { value: '', label: t('noRegion') },
            ...places.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <SelectField
          label={t('country')}
          hint={t('countryHint')}
          value={chosen.country ?? ''}
          onChange={(event) => work.choose({ country: event.currentTarget.value || null })}
          options={[{ value: '', label: t('countryOfRegion') }, ...countryOptions(locale)]}
        />
      </div>
      {hasNumber ? null : <Notice look="plain">{t('needsNumber')}</Notice>}
      <div className="flex flex-wrap gap-3 pt-4">
        <Button type="submit" look="primary" aria-disabled={!hasNumber || work.busy !== null}>
          {t('check')}
        </Button>
        <Button onClick={() => work.back('list')}>{t('back')}</Button>
      </div>
    </form>
  );
}
