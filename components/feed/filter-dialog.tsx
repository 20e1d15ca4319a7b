'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type FeedFilter, standings } from '#lib/feed/feed-filter.ts';
import type { TrayRegion } from '#lib/feed/feed-story.ts';
import { atName } from '#lib/i18n/at-name.ts';
import { type StoryKind, storyKinds } from '#lib/words.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogActions } from '#components/ui/dialog.tsx';
import { SelectField, TextField } from '#components/ui/field.tsx';
import { groupsOf } from './groups-of.ts';

type Props = {
  open: boolean;
  onClose: () => void;
  filter: FeedFilter;
  tray: readonly TrayRegion[];
  onNarrow: (filter: FeedFilter) => void;
};

/** Everything the feed can be narrowed down by, in one form. Nothing changes before it is applied. */
export function FilterDialog({ open, onClose, ...rest }: Props) {
  const t = useTranslations('feed');
  return (
    <Dialog open={open} onOpenChange={(next) => void (next || onClose())} title={t('filterTitle')}>
      <Form {...rest} />
    </Dialog>
  );
}

function Form({ filter, tray, onNarrow }: Omit<Props, 'open' | 'onClose'>) {
  const t = useTranslations('feed');
  const [draft, setDraft] = useState(filter);
  const set = <Field extends keyof FeedFilter>(field: Field, value: string) =>
    setDraft({ ...draft, [field]: value === '' ? undefined : value });
  const any = { value: '', label: t('any') };
  const accounts = tray
    .filter(({ region }) => draft.region === undefined || region.id === draft.region)
    .flatMap((each) => each.accounts);
  const backwards = draft.from !== undefined && draft.to !== undefined && draft.from > draft.to;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!backwards) onNarrow(draft);
      }}
    >
      <div className="grid gap-4 md:grid-cols-2">
        <SelectField
          label={t('filters.region')}
          value={draft.region ?? ''}
          onChange={(event) => {
            const region = event.currentTarget.value;
            setDraft({ ...draft, region: region === '' ? undefined : region, account: undefined });
          }}
          options={[any, ...tray.map(({ region }) => ({ value: region.id, label: region.name }))]}
        />
        <SelectField
          label={t('filters.group')}
          value={draft.group ?? ''}
          onChange={(event) => set('group', event.currentTarget.value)}
          options={[any, ...groupsOf(tray).map(({ id, name }) => ({ value: id, label: name }))]}
        />
        <SelectField
          label={t('filters.account')}
          value={draft.account ?? ''}
          onChange={(event) => set('account', event.currentTarget.value)}
          options={[any, ...accounts.map((name) => ({ value: name, label: atName(name) }))]}
        />
        <SelectField
          label={t('filters.kind')}
          value={draft.kind ?? ''}
          onChange={(event) => set('kind', event.currentTarget.value)}
          options={[
            any,
            ...storyKinds.map((kind: StoryKind) => ({ value: kind, label: t(`kinds.${kind}`) })),
          ]}
        />
        <div className="md:col-span-2">
          <SelectField
            label={t('filters.standing')}
            value={draft.standing ?? ''}
            onChange={(event) => set('standing', event.currentTarget.value)}
            options={[any, ...standings.map((each) => ({ value: each, label: t(`standings.${each}`) }))]}
          />
        </div>
        <TextField
          type="date"
          label={t('filters.from')}
          value={draft.from ?? ''}
          onChange={(event) => set('from', event.currentTarget.value)}
        />
        <TextField
          type="date"
          label={t('filters.to')}
          value={draft.to ?? ''}
          error={backwards ? t('backwards') : undefined}
          onChange={(event) => set('to', event.currentTarget.value)}
        />
      </div>
      <DialogActions>
        <Button type="submit" look="primary">
          {t('apply')}
        </Button>
      </DialogActions>
    </form>
  );
}
