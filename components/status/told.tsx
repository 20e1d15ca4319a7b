'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ToldPhone } from '#lib/status/status-page.ts';

/** Who was told of a grave alarm on WhatsApp; and where nobody was, why, and what to do. @param phones how many would be now */
export function Told({ told, phones }: { told: readonly ToldPhone[]; phones: number }) {
  const t = useTranslations('status.told');
  if (told.length > 0)
    return (
      <ul className="mt-1 text-sm text-muted">
        {told.map(({ label, shortened, fate }, index) => (
          <li key={`${label} ${shortened} ${index}`}>
            {t(`fate.${fate}`, { label: label === null ? t('gone') : `${label}, ${shortened ?? ''}` })}
          </li>
        ))}
      </ul>
    );
  return (
    <p className="mt-1 max-w-160 text-sm text-pretty text-muted">
      {phones > 0 ? (
        t('notThis')
      ) : (
        <>
          {t('noPhone')}{' '}
          <Link href="/people" className="text-accent underline underline-offset-2">
            {t('link')}
          </Link>
        </>
      )}
    </p>
  );
}
