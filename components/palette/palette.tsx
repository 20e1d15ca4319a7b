'use client';

import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { CornerDownLeft, Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import useSWR from 'swr';
import type { TrayRegion } from '#lib/feed/feed-story.ts';
import type { AdminLink } from '#lib/people/admin-links.ts';
import { fetchJson } from '#components/live/fetch-json.ts';
import { destinations } from '#components/shell/destinations.ts';
import { filterGroups, type PaletteGroup, type PaletteItem, wordItems } from './palette-item.ts';

type Props = { open: boolean; onClose: () => void; links: readonly AdminLink[] };

/**
 * Goes anywhere by name: places, regions, accounts, a story's code, or a search
 * of all stories. Letters narrow the list down, arrows choose, Enter goes.
 */
export function Palette({ open, onClose, links }: Props) {
  const t = useTranslations('palette');
  return (
    <Dialog.Root open={open} onOpenChange={(next) => void (next || onClose())}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-veil transition-opacity duration-120 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup className="fixed inset-x-3 top-3 z-50 flex max-h-[calc(100dvh-1.5rem)] flex-col overflow-hidden rounded-card bg-raised shadow-float outline-none transition-[opacity,translate] duration-120 ease-out data-ending-style:-translate-y-2 data-ending-style:opacity-0 data-starting-style:-translate-y-2 data-starting-style:opacity-0 md:inset-x-0 md:top-[12dvh] md:mx-auto md:max-h-[70dvh] md:w-144">
          <Dialog.Title className="sr-only">{t('title')}</Dialog.Title>
          <Choices links={links} onClose={onClose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Choices({ links, onClose }: Omit<Props, 'open'>) {
  const t = useTranslations('palette');
  const router = useRouter();
  const [words, setWords] = useState('');
  const groups = usePlaces(links);
  const shown = useMemo((): PaletteGroup[] => {
    const own = wordItems(words, {
      search: (typed) => t('search', { words: typed }),
      open: (code) => t('open', { code }),
    });
    return [
      ...filterGroups(groups, words),
      ...(own.length === 0 ? [] : [{ value: 'stories', label: t('stories'), items: own }]),
    ];
  }, [groups, words, t]);
  const go = ({ path }: PaletteItem) => {
    onClose();
    router.push(path);
  };
  return (
    <Autocomplete.Root
      inline
      open
      items={shown}
      filter={null}
      autoHighlight="always"
      keepHighlight
      value={words}
      onValueChange={setWords}
      itemToStringValue={({ label }: PaletteItem) => label}
    >
      <div className="relative border-b hairline">
        <Search
          aria-hidden="true"
          className="pointer-events-none absolute start-4 top-1/2 size-5 -translate-y-1/2 text-muted"
        />
        <Autocomplete.Input
          aria-label={t('title')}
          placeholder={t('hint')}
          className="min-h-14 w-full bg-transparent ps-12 pe-4 text-base outline-none placeholder:text-muted"
        />
      </div>
      <Autocomplete.List className="min-h-0 overflow-y-auto overscroll-contain p-2 outline-none">
        {(group: PaletteGroup) => (
          <Autocomplete.Group key={group.value} items={group.items} className="pb-2 last:pb-0">
            <Autocomplete.GroupLabel className="px-3 py-1.5 text-xs text-muted">
              {group.label}
            </Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(item: PaletteItem) => (
                <Autocomplete.Item
                  key={item.value}
                  value={item}
                  onClick={() => go(item)}
                  className="group flex min-h-10 cursor-pointer items-center gap-3 rounded-md px-3 text-sm outline-none select-none data-highlighted:bg-sunken pointer-coarse:min-h-11"
                >
                  <span className="min-w-0 flex-1 truncate" dir="auto">
                    {item.label}
                  </span>
                  <CornerDownLeft
                    aria-hidden="true"
                    className="size-4 text-muted opacity-0 group-data-highlighted:opacity-100 rtl:-scale-x-100"
                  />
                </Autocomplete.Item>
              )}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  );
}

/** Places by name: the app's own, then regions and accounts, which are fetched when the palette first opens. */
function usePlaces(links: readonly AdminLink[]): PaletteGroup[] {
  const t = useTranslations('palette');
  const nav = useTranslations('nav');
  const { data } = useSWR<{ regions: TrayRegion[] }, Error>('/api/tray', fetchJson);
  return useMemo(() => {
    const regions = data?.regions ?? [];
    return [
      {
        value: 'go',
        label: t('go'),
        items: [
          ...destinations.map(({ key, href }) => ({ value: href, label: nav(key), path: href })),
          { value: '/numbers', label: t('numbers'), path: '/numbers' },
          { value: '/routes', label: t('routes'), path: '/routes' },
          ...links.map((link) => ({ value: `/${link}`, label: t(`links.${link}`), path: `/${link}` })),
        ],
      },
      {
        value: 'regions',
        label: t('regions'),
        items: regions.map(({ region }) => ({
          value: region.id,
          label: t('storiesOf', { region: region.name }),
          path: `/?region=${region.id}`,
        })),
      },
      {
        value: 'accounts',
        label: t('accounts'),
        items: regions.flatMap(({ accounts }) =>
          accounts.map((name) => ({ value: `@${name}`, label: `@${name}`, path: `/?account=${name}` })),
        ),
      },
    ].filter(({ items }) => items.length > 0);
  }, [data, links, nav, t]);
}
