'use client';

import { useTranslations } from 'next-intl';
import { BackLink } from '#components/ui/back-link.tsx';

/** The way back to the list. */
export function BackToNumbers({ region }: { region?: string }) {
  const t = useTranslations('numbers');
  return (
    <BackLink href={region === undefined ? '/numbers' : `/numbers?region=${region}`}>{t('back')}</BackLink>
  );
}
