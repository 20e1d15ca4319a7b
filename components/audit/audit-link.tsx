import Link from 'next/link';
import { useTranslations } from 'next-intl';

/** From a thing to what the audit log has of it, for those who may read it there. */
export function AuditLink({ thingId }: { thingId: string }) {
  const t = useTranslations('auditLink');
  return (
    <Link
      href={`/audit?thing=${thingId}`}
      className="inline-flex min-h-9 items-center text-accent underline underline-offset-2 pointer-coarse:min-h-11"
    >
      {t('open')}
    </Link>
  );
}
