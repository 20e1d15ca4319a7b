'use client';

import { useTranslations } from 'next-intl';
import { Button } from './button.tsx';
import { Empty } from './empty.tsx';

/** What stands in the place of a page that broke: what to do, and the id under which the log has it. */
export function PageFailed({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations('pages');
  const id =
    typeof error === 'object' && error !== null && 'digest' in error && typeof error.digest === 'string'
      ? error.digest
      : null;
  return (
    <Empty
      level={1}
      title={t('failed')}
      action={
        <Button look="primary" onClick={retry}>
          {t('retry')}
        </Button>
      }
    >
      <p>{t('failedLead')}</p>
      {id === null ? null : <p className="figures mt-2 text-sm">{t('failedId', { id })}</p>}
    </Empty>
  );
}
