'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { addRegionAction } from '#app/(signed-in)/regions/actions.ts';
import type { KnownPage } from '#lib/regions/region-row.ts';
import { PageForm } from '#components/ui/page-form.tsx';
import { type DraftField, emptyDraft, withGuesses } from './region-draft.ts';
import { RegionFields, regionFieldNames } from './region-fields.tsx';

/** One region: its name fills in what follows from it, and all of it can be changed. */
export function AddOne({ regions, groups }: KnownPage) {
  const t = useTranslations('regions');
  const router = useRouter();
  const [touched, setTouched] = useState<ReadonlySet<DraftField>>(new Set());
  const [draft, setDraft] = useState(() =>
    emptyDraft(
      regions.map(({ markColor }) => markColor),
      'UTC',
    ),
  );
  const change = (field: DraftField, value: string) => {
    const now = new Set([...touched, field]);
    setTouched(now);
    setDraft(withGuesses({ ...draft, [field]: value }, now));
  };
  return (
    <div className="max-w-180">
      <PageForm
        action={addRegionAction}
        onDone={(_message, id) => router.push(id === undefined ? '/regions' : `/regions/${id}`)}
        submit={t('add')}
        fields={regionFieldNames}
      >
        {({ error }) => (
          <RegionFields draft={draft} onChange={change} groups={groups} mayGroup error={error} />
        )}
      </PageForm>
    </div>
  );
}
