'use client';

import { useState } from 'react';
import { useTranslations } from 'next-intl';
import { editRegionAction } from '#app/(signed-in)/regions/actions.ts';
import type { RegionPage } from '#lib/regions/region-row.ts';
import { PageForm } from '#components/ui/page-form.tsx';
import { draftOf } from './region-draft.ts';
import { RegionFields, regionFieldNames } from './region-fields.tsx';

type Props = { page: RegionPage; onDone: (message: string) => void };

/** Changes what a region is. Nothing is guessed any more: what stands here was meant. */
export function EditRegion({ page, onDone }: Props) {
  const t = useTranslations('regions');
  const { region, groups, mayArchive } = page;
  const [draft, setDraft] = useState(() => draftOf(region));
  return (
    <PageForm action={editRegionAction} onDone={onDone} submit={t('save')} fields={regionFieldNames}>
      {({ error }) => (
        <>
          <input type="hidden" name="regionId" value={region.id} />
          <RegionFields
            draft={draft}
            onChange={(field, value) => setDraft({ ...draft, [field]: value })}
            groups={groups}
            mayGroup={mayArchive}
            error={error}
          />
        </>
      )}
    </PageForm>
  );
}
