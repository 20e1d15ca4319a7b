'use client';

import { Search, X } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useState } from 'react';
import { type NumberFilter, numberQuery, withoutWholeNumber } from '#lib/numbers/number-filter.ts';
import type { NumbersPage } from '#lib/numbers/number-row.ts';
import { numberKinds, numberStates } from '#lib/words.ts';
import { SelectField, TextField } from '#components/ui/field.tsx';

type Props = { filter: NumberFilter; page: NumbersPage };

const searchAfterMs = 300;

/** Narrows the list. What holds stands in the address, so that it can be sent on and comes back by going back. */
export function NumberFilters({ filter, page }: Props) {
  const t = useTranslations('numbers');
  const router = useRouter();
  const to = (over: Partial<NumberFilter>) => `/numbers${numberQuery({ ...filter, page: 1, ...over })}`;
  return (
    <div className="flex flex-col gap-3 pb-4">
      <div className="grid gap-3 md:grid-cols-[minmax(0,20rem)_minmax(0,16rem)]">
        <SearchField filter={filter} />
        <SelectField
          label={t('region')}
          value={filter.region}
          onChange={(event) => router.push(to({ region: event.currentTarget.value }), { scroll: false })}
          options={[
            { value: '', label: t('everyRegion') },
            ...page.regions.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </div>
      <div className="flex flex-wrap gap-2" role="group" aria-label={t('narrow')}>
        {numberStates
          .filter((state) => page.counts[state] > 0 || filter.state === state)
          .map((state) => (
            <Chip
              key={state}
              on={filter.state === state}
              href={to({ state: filter.state === state ? '' : state })}
            >
              {t('countOf', { count: page.counts[state], state: t(`state.${state}`) })}
            </Chip>
          ))}
        {numberKinds.map((kind) => (
          <Chip key={kind} on={filter.kind === kind} href={to({ kind: filter.kind === kind ? '' : kind })}>
            {t(`kind.${kind}`)}
          </Chip>
        ))}
      </div>
    </div>
  );
}

/** Looks for a name or the last digits, a moment after the last key. */
function SearchField({ filter }: { filter: NumberFilter }) {
  const t = useTranslations('numbers');
  const router = useRouter();
  const [text, setText] = useState(filter.q);
  const [asked, setAsked] = useState(filter.q);
  const [seen, setSeen] = useState(filter.q);
  // Going back brings another address: then the field follows it. What this field asked for itself changes nothing
  // here, so that typing goes on undisturbed while the answer comes.
  if (filter.q !== seen) {
    setSeen(filter.q);
    if (filter.q !== asked) {
      setAsked(filter.q);
      setText(filter.q);
    }
  }
  const wanted = withoutWholeNumber(text.trim());
  useEffect(() => {
    if (wanted === filter.q) return undefined;
    const later = setTimeout(() => {
      setAsked(wanted);
      router.replace(`/numbers${numberQuery({ ...filter, page: 1, q: wanted })}`, { scroll: false });
    }, searchAfterMs);
    return () => clearTimeout(later);
  }, [wanted, filter, router]);
  return (
    <div className="relative">
      <TextField
        type="search"
        label={t('search')}
        className="ps-9"
        autoComplete="off"
        maxLength={80}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute start-3 bottom-3 size-4 text-muted pointer-coarse:bottom-3.5"
      />
    </div>
  );
}

function Chip({ on, href, children }: { on: boolean; href: string; children: ReactNode }) {
  return (
    <Link
      href={href}
      scroll={false}
      aria-current={on ? 'true' : undefined}
      className={`figures inline-flex min-h-9 items-center gap-1.5 rounded-full border px-3 pointer-coarse:min-h-11 ${on ? 'border-accent bg-accent-soft font-strong text-accent' : 'border-edge text-muted hover:text-ink'}`}
    >
      {children}
      {on ? <X aria-hidden="true" className="size-4" /> : null}
    </Link>
  );
}
