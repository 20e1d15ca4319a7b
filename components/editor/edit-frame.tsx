import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { EditPage } from '#lib/reposts/edit-page.ts';
import { BackLink } from '#components/ui/back-link.tsx';

/** What stands around an editor: the way back, whose story, and for which region. */
export function EditFrame({ page, children }: { page: EditPage; children: ReactNode }) {
  const t = useTranslations('editor');
  const { repostId, region, story } = page;
  return (
    <div className="mx-auto max-w-360 px-4 pb-10 md:px-8">
      <div className="md:pb-1">
        <BackLink href={`/reposts/${repostId}`}>{t('back')}</BackLink>
      </div>
      <h1 className="pb-2 text-base md:pb-3 md:text-lg">
        {t('title', { source: story.region, target: region.name })}
      </h1>
      {children}
    </div>
  );
}
