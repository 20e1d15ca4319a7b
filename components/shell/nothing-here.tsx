import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { buttonClass } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';

/** For an address that leads nowhere, or to what one may not see, which looks the same. */
export function NothingHere() {
  const t = useTranslations('pages');
  return (
    <Empty
      level={1}
      title={t('notFound')}
      action={
        <Link href="/" className={buttonClass('primary')}>
          {t('toFeed')}
        </Link>
      }
    >
      {t('notFoundLead')}
    </Empty>
  );
}
