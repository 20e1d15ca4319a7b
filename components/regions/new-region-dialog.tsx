'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { addRegionAction } from '#app/(signed-in)/regions/actions.ts';
import type { AccountRow, RegionsPage } from '#lib/regions/region-row.ts';
import { Dialog } from '#components/ui/dialog.tsx';
import { PageForm } from '#components/ui/page-form.tsx';
import { type DraftField, emptyDraft, withGuesses } from './region-draft.ts';
import { RegionFields, regionFieldNames } from './region-fields.tsx';

type Props = {
  /** Whose region it is to be. */
  account: AccountRow;
  page: RegionsPage;
  onClose: () => void;
  /** @param id the new region's */
  onAdded: (message: string, id: string | undefined) => void;
};

/** Adds the region that an account is to have, without leaving the list of accounts. */
export function NewRegionDialog({ account, page, onClose, onAdded }: Props) {
  const t = useTranslations('regions');
  const states = useTranslations('accounts');
  const [touched, setTouched] = useState<ReadonlySet<DraftField>>(new Set());
  const [draft, setDraft] = useState(() =>
    emptyDraft(
      [...page.regions, ...page.archived].map(({ markColor }) => markColor),
      'UTC',
    ),
  );
  const change = (field: DraftField, value: string) => {
    const now = new Set([...touched, field]);
    setTouched(now);
    setDraft(withGuesses({ ...draft, [field]: value }, now));
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={states('newRegionTitle', { account: account.username })}
      description={states('newRegionLead')}
    >
      <PageForm action={addRegionAction} onDone={onAdded} submit={t('add')} fields={regionFieldNames}>
        {({ error }) => (
          <RegionFields draft={draft} onChange={change} groups={page.groups} mayGroup error={error} />
        )}
      </PageForm>
    </Dialog>
  );
}
