'use client';

import { useTranslations } from 'next-intl';
import { BackLink } from '#components/ui/back-link.tsx';

/** The way back to all regions. */
export function BackToRegions() {
  const t = useTranslations('regions');
  return <BackLink href="/regions">{t('back')}</BackLink>;
}
