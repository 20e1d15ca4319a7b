import { Download } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button, buttonClass } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { Import } from './use-import.ts';

/** What became of the list. */
export function DoneStep({ work }: { work: Import }) {
  const t = useTranslations('numberImport');
  if (!work.done) return null;
  const { create, update, skip, reject } = work.done.counts;
  return (
    <div className="flex flex-col items-start gap-4">
      <h2 className="text-lg">{t('doneTitle')}</h2>
      <p>{t('doneLead', { create, update, skip })}</p>
      {reject > 0 ? (
        <>
          <Notice look="plain">{t('doneRejected', { count: reject })}</Notice>
          <Button onClick={() => void work.download()}>
            <Download aria-hidden="true" className="size-4" />
            {t('download')}
          </Button>
        </>
      ) : null}
      <div className="flex flex-wrap gap-3 pt-2">
        <Link href="/numbers" className={buttonClass('primary')}>
          {t('toNumbers')}
        </Link>
        <Button onClick={work.another}>{t('another')}</Button>
      </div>
    </div>
  );
}
