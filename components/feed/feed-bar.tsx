'use client';

import { LayoutGrid, Rows3, SlidersHorizontal } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { memo, type RefObject, useState } from 'react';
import { type Arrangement, arrangements } from '#lib/feed/arrangement.ts';
import type { FeedFilter } from '#lib/feed/feed-filter.ts';
import type { TrayRegion } from '#lib/feed/feed-story.ts';
import { buttonClass } from '#components/ui/button.tsx';
import { Choice } from '#components/ui/choice.tsx';
import { FeedSearch } from './feed-search.tsx';
import { useNarrow } from './use-narrow.ts';

/** Its form comes with the first tap, not with every page. */
const FilterDialog = dynamic(() => import('./filter-dialog.tsx').then((loaded) => loaded.FilterDialog), {
  ssr: false,
});

type Props = {
  filter: FeedFilter;
  tray: readonly TrayRegion[];
  arrangement: Arrangement;
  onArrange: (arrangement: Arrangement) => void;
  search: RefObject<HTMLInputElement | null>;
};

const icons = { region: Rows3, time: LayoutGrid } as const;

/** What the feed is narrowed down by, and in which order it stands. */
export const FeedBar = memo(function FeedBar({ filter, tray, arrangement, onArrange, search }: Props) {
  const t = useTranslations('feed');
  const narrow = useNarrow(filter);
  const [wanted, setWanted] = useState(false);
  const [open, setOpen] = useState(false);
  return (
    <div className="flex flex-wrap items-center gap-2 pt-2 md:pt-4">
      <FeedSearch input={search} words={filter.q} onSearch={(q) => narrow({ q }, 'replace')} />
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => {
          setWanted(true);
          setOpen(true);
        }}
        className={buttonClass('plain', 'max-md:px-3')}
      >
        <SlidersHorizontal aria-hidden="true" className="size-4" />
        <span className="max-md:sr-only">{t('filter')}</span>
      </button>
      <div className="md:ms-auto">
        <Choice
          legend={t('arrangement')}
          iconsOnPhone
          name="arrangement"
          value={arrangement}
          onChange={onArrange}
          options={arrangements.map((value) => {
            const Icon = icons[value];
            return {
              value,
              label: t(`arrangements.${value}`),
              icon: <Icon aria-hidden="true" className="size-4" />,
            };
          })}
        />
      </div>
      {wanted ? (
        <FilterDialog
          open={open}
          onClose={() => setOpen(false)}
          filter={filter}
          tray={tray}
          onNarrow={(next) => {
            setOpen(false);
            narrow(next);
          }}
        />
      ) : null}
    </div>
  );
});
