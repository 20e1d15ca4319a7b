'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { KnownPage } from '#lib/regions/region-row.ts';
import { PageHead } from '#components/shell/page-head.tsx';
import { Choice } from '#components/ui/choice.tsx';
import { AddOne } from './add-one.tsx';
import { AddSeveral } from './add-several.tsx';
import { BackToRegions } from './back-to-regions.tsx';
import { RegionTabs } from './region-tabs.tsx';

/** Adds one region by its form, or many from a list that is pasted. */
export function AddScreen(props: KnownPage) {
  const t = useTranslations('regions');
  const [how, setHow] = useState<'one' | 'several'>(props.regions.length === 0 ? 'several' : 'one');
  return (
    <div className="mx-auto max-w-280 px-4 pb-12 md:px-8">
      <RegionTabs />
      <BackToRegions />
      <PageHead title={t('addTitle')} lead={t('addLead')} />
      <Choice
        legend={t('addHow')}
        name="how"
        value={how}
        onChange={setHow}
        options={[
          { value: 'one', label: t('addOne') },
          { value: 'several', label: t('addSeveral') },
        ]}
      />
      {/* Both stay, so that changing one's mind loses nothing of what was typed. */}
      <div className="pt-6" hidden={how !== 'one'}>
        <AddOne {...props} />
      </div>
      <div className="pt-6" hidden={how !== 'several'}>
        <AddSeveral {...props} />
      </div>
    </div>
  );
}
