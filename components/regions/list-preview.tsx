'use client';

import { CircleAlert, CircleCheck, CircleMinus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ListColumn } from '#lib/regions/list-columns.ts';
import type { RegionLine, RegionList } from '#lib/regions/read-region-list.ts';
import { RegionMark } from '#components/region/region-mark.tsx';
import { useListWords } from '#components/ui/use-list-words.ts';
import { useNames } from './use-names.ts';

const looks = {
  new: { Icon: CircleCheck, color: 'text-accent' },
  there: { Icon: CircleMinus, color: 'text-muted' },
  wrong: { Icon: CircleAlert, color: 'text-bad' },
} as const;

/** A pasted list as it was understood, line by line, with what is wrong and how to mend it. */
export function ListPreview({ list }: { list: RegionList }) {
  const t = useTranslations('regionList');
  const words = useListWords();
  if (list.lines.length === 0) return null;
  const count = (state: RegionLine['state']) => list.lines.filter((line) => line.state === state).length;
  return (
    <section aria-label={t('title')}>
      <p role="status" className="figures flex flex-wrap gap-x-4 gap-y-1 border-b hairline pb-2">
        <span className="font-strong">{t('countNew', { count: count('new') })}</span>
        {count('wrong') === 0 ? null : (
          <span className="font-strong text-bad">{t('countWrong', { count: count('wrong') })}</span>
        )}
        {count('there') === 0 ? null : (
          <span className="text-muted">{t('countThere', { count: count('there') })}</span>
        )}
        {list.newGroups.length === 0 ? null : (
          <span className="text-muted">
            {t('newGroups', { count: list.newGroups.length, names: words(list.newGroups) })}
          </span>
        )}
      </p>
      <ol>
        {list.lines.map((line) => (
          <PreviewLine key={line.line} line={line} />
        ))}
      </ol>
    </section>
  );
}

function PreviewLine({ line }: { line: RegionLine }) {
  const t = useTranslations('regionList');
  const names = useNames();
  const words = useListWords();
  const { Icon, color } = looks[line.state];
  return (
    <li className="grid grid-cols-[auto_2rem_minmax(0,1fr)] items-start gap-x-3 border-t hairline py-2 first:border-t-0">
      <span className={`flex items-center gap-1.5 pt-1.5 text-sm ${color}`}>
        <span className="figures w-6 text-end text-muted">{line.line}</span>
        <Icon aria-hidden="true" className="size-4" />
        <span className="sr-only">{t(`state.${line.state}`)}</span>
      </span>
      <RegionMark markText={line.markText} markColor={line.markColor} className="size-8" />
      <div className="min-w-0">
        <div className="grid gap-x-4 text-sm md:grid-cols-[minmax(0,3fr)_minmax(0,2fr)_minmax(0,3fr)_minmax(0,3fr)_minmax(0,3fr)]">
          <p className="truncate font-strong">{line.name === '' ? t('noName') : line.name}</p>
          <p className="truncate text-muted">{line.group ?? t('noGroup')}</p>
          <Cell line={line} column="countries" text={words(line.countries.map(names.country))} />
          <Cell line={line} column="timeZone" text={line.timeZone.replaceAll('_', ' ')} />
          <Cell
            line={line}
            column="language"
            text={line.language === '' ? '' : names.language(line.language)}
          />
        </div>
        {line.state === 'there' ? <p className="text-sm text-muted">{t('thereWords')}</p> : null}
        {line.problems.map(({ column, key, values }) => (
          <p key={`${column} ${key}`} className="text-sm text-pretty text-bad">
            {t(`problem.${key}`, values as never)}
          </p>
        ))}
      </div>
    </li>
  );
}

/** One cell; what was not written but follows from the country is set apart. */
function Cell({ line, column, text }: { line: RegionLine; column: ListColumn; text: string }) {
  const t = useTranslations('regionList');
  if (text === '') return <p className="text-muted max-md:hidden">–</p>;
  const guessed = line.guessed.includes(column);
  return (
    <p className={`truncate ${guessed ? 'text-muted' : ''}`}>
      {text}
      {guessed ? <span className="ms-1.5 text-xs">{t('guessed')}</span> : null}
    </p>
  );
}
