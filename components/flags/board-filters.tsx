'use client';

import { X } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { Board } from '#lib/flags/board-flag.ts';
import { leftChoices } from '#lib/flags/left-choices.ts';
import type { BoardFilter } from '#lib/flags/board-filter.ts';
import { boardQuery } from '#lib/flags/board-query.ts';
import { flagKinds } from '#lib/words.ts';
import { BareSelect } from '#components/ui/bare-select.tsx';
import { buttonClass } from '#components/ui/button.tsx';

/** Narrows the board. What holds stands in the address, so that it can be sent on and comes back by going back. */
export function BoardFilters({ filter, board }: { filter: BoardFilter; board: Board }) {
  const t = useTranslations('flags');
  const kinds = useTranslations('responses.kind');
  const router = useRouter();
  const set = (name: keyof BoardFilter) => (event: { currentTarget: HTMLSelectElement }) => {
    const { value } = event.currentTarget;
    const { [name]: _dropped, ...rest } = filter;
    const next = (value === '' ? rest : { ...rest, [name]: value }) as BoardFilter;
    router.push(`/flags${boardQuery(next)}`, { scroll: false });
  };
  const none = Object.values(filter).every((value) => value === undefined);
  const people = board.owners.filter(({ id }) => id !== board.reader.id);
  return (
    <div
      role="group"
      aria-label={t('narrow')}
      className="-mx-4 mb-4 flex gap-2 overflow-x-auto px-4 py-1 md:mx-0 md:flex-wrap md:overflow-visible md:px-0"
    >
      <BareSelect
        aria-label={t('filter.region')}
        value={filter.region ?? ''}
        onChange={set('region')}
        className="max-w-48 shrink-0 md:w-48"
      >
        <option value="">{t('every.region')}</option>
        {board.regions.map(({ id, name }) => (
          <option key={id} value={id}>
            {t('forRegion', { region: name })}
          </option>
        ))}
      </BareSelect>
      <BareSelect
        aria-label={t('filter.kind')}
        value={filter.kind ?? ''}
        onChange={set('kind')}
        className="max-w-40 shrink-0 md:w-40"
      >
        <option value="">{t('every.kind')}</option>
        {flagKinds.map((kind) => (
          <option key={kind} value={kind}>
            {kinds(kind)}
          </option>
        ))}
      </BareSelect>
      <BareSelect
        aria-label={t('filter.owner')}
        value={filter.owner ?? ''}
        onChange={set('owner')}
        className="max-w-40 shrink-0 md:w-40"
      >
        <option value="">{t('every.owner')}</option>
        <option value="me">{t('mine')}</option>
        <option value="nobody">{t('nobodys')}</option>
        {people.map(({ id, name }) => (
          <option key={id} value={id}>
            {t('with', { name })}
          </option>
        ))}
      </BareSelect>
      <BareSelect
        aria-label={t('filter.left')}
        value={filter.left ?? ''}
        onChange={set('left')}
        className="max-w-44 shrink-0 md:w-44"
      >
        <option value="">{t('every.left')}</option>
        {leftChoices.map((left) => (
          <option key={left} value={left}>
            {t(`left.${left}`)}
          </option>
        ))}
      </BareSelect>
      {none ? null : (
        <Link href="/flags" scroll={false} className={buttonClass('quiet', 'shrink-0')}>
          <X aria-hidden="true" className="size-4" />
          {t('clear')}
        </Link>
      )}
    </div>
  );
}
