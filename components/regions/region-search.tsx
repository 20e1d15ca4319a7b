'use client';

import { Search, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button, IconButton } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';

type Props = { text: string; onChange: (text: string) => void; found: number; all: number };

/** Looks for regions by name, group, country, language or account; says how many there are, and how to see all again. */
export function RegionSearch({ text, onChange, found, all }: Props) {
  const t = useTranslations('regions');
  return (
    <search className="block pb-6">
      <div className="relative max-w-100">
        <Search
          aria-hidden="true"
          className="pointer-events-none absolute start-3 top-1/2 size-4 -translate-y-1/2 text-muted"
        />
        <input
          type="text"
          inputMode="search"
          enterKeyHint="search"
          autoComplete="off"
          aria-label={t('search')}
          placeholder={t('search')}
          value={text}
          maxLength={100}
          onChange={(event) => onChange(event.currentTarget.value)}
          className="min-h-10 w-full rounded-md border border-edge bg-paper ps-9 pe-11 text-base placeholder:text-muted pointer-coarse:min-h-11 md:text-sm"
        />
        {text === '' ? null : (
          <IconButton
            aria-label={t('searchClear')}
            className="absolute end-0.5 top-1/2 -translate-y-1/2"
            onClick={() => onChange('')}
          >
            <X aria-hidden="true" className="size-4" />
          </IconButton>
        )}
      </div>
      <p aria-live="polite" className="figures mt-1.5 min-h-5 text-sm text-muted">
        {text === '' ? null : t('searchFound', { found, all })}
      </p>
      {found === 0 && all > 0 ? (
        <Empty
          title={t('searchNothing', { text })}
          action={<Button onClick={() => onChange('')}>{t('searchAll')}</Button>}
        />
      ) : null}
    </search>
  );
}
