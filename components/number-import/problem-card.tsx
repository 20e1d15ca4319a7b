import { useLocale, useTranslations } from 'next-intl';
import { blanks } from '#lib/numbers/import/problem-blanks.ts';
import type { ProblemGroup } from '#lib/numbers/import/show-plan.ts';
import { Button } from '#components/ui/button.tsx';
import { countryOptions } from './country-options.ts';
import type { Place } from './place.ts';
import { PickFix } from './pick-fix.tsx';
import type { Import } from './use-import.ts';

type Props = { group: ProblemGroup; work: Import; places: readonly Place[] };

/** One thing that is wrong: where, what was found and expected, and what can be taken instead. */
export function ProblemCard({ group, work, places }: Props) {
  const t = useTranslations('numberImport');
  const { code, column, found, values, rows, count } = group;
  const list = rows.map(({ row }) => row).join(', ');
  return (
    <li
      data-problem={code}
      className="grid gap-x-8 gap-y-2 border-b border-line py-4 lg:grid-cols-[minmax(0,1fr)_auto]"
    >
      <div className="min-w-0">
        <p>
          <span className="font-strong">{t(`column.${column}`)}:</span> {t(`problem.${code}`, blanks(values))}
        </p>
        <p className="text-sm text-muted">
          {count > rows.length
            ? t('whereMore', { rows: list, more: count - rows.length })
            : t('where', { count, rows: list })}
          {count === 1 && rows[0]?.shown ? ` · ${rows[0].shown}` : null}
        </p>
        <dl className="grid grid-cols-[auto_1fr] gap-x-3 pt-1 text-sm">
          {found === '' ? null : (
            <>
              <dt className="text-muted">{t('foundWord')}</dt>
              <dd className="min-w-0 break-words">
                <bdi>{found}</bdi>
              </dd>
            </>
          )}
          <dt className="text-muted">{t('expectedWord')}</dt>
          <dd className="min-w-0 break-words">{t(`expected.${column}`)}</dd>
        </dl>
      </div>
      <Fixes group={group} work={work} places={places} />
    </li>
  );
}

function Fixes({ group, work, places }: Props) {
  const t = useTranslations('numberImport');
  const locale = useLocale();
  const { code, column, found, fixes } = group;
  const words = (use: string) => {
    if (use === '') return t('fixEmpty');
    if (code === 'labelTooLong') return t('fixCut');
    return code === 'regionUnknown' || code === 'followsUnknown' ? t('fix', { use }) : t('fixUse', { use });
  };
  const anyRegion = code === 'regionUnknown' || code === 'regionMissing' || code === 'regionArchived';
  return (
    <div className="flex flex-wrap items-center gap-2 lg:max-w-120 lg:justify-end">
      {fixes.map((fix) => (
        <Button key={fix.use} onClick={() => void work.fix([fix])}>
          {words(fix.use)}
        </Button>
      ))}
      {anyRegion ? (
        <PickFix
          label={t('fixRegionOf', { found: found === '' ? '–' : found })}
          first={t('fixRegion')}
          options={places.map(({ name }) => ({ value: name, label: name }))}
          onPick={(use) => void work.fix([{ column, found, use }])}
        />
      ) : null}
      {code === 'labelMissing' ? (
        <Button onClick={() => void work.nameByNumber()}>{t('fixName')}</Button>
      ) : null}
      {code === 'numberNeedsCountry' ? (
        <PickFix
          label={t('fixCountry')}
          first={t('fixCountry')}
          options={countryOptions(locale)}
          onPick={(country) => void work.fixCountry(country)}
        />
      ) : null}
    </div>
  );
}
