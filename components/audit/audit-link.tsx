import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { buttonClass } from '#components/ui/button.tsx';

/** From a thing to what the audit log has of it, for those who may read it there. */
export function AuditLink({ thingId }: { thingId: string }) {
  const t = useTranslations('auditLink');
  return (
    <Link href={`/audit?thing=${thingId}`} className={buttonClass('quiet', '-ms-4')}>
      {t('open')}
    </Link>
  );
}
