'use client';

import { Play } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { FeedFilter } from '#lib/feed/feed-filter.ts';
import { leaveFrom } from '#components/feed/return-to-card.ts';
import { buttonClass } from '#components/ui/button.tsx';
import { watchPath } from './watch-path.ts';

type Props = {
  /** Where one begins. */
  code: string;
  /** What else comes in its sequence. */
  filter?: FeedFilter;
  className?: string;
  /** Of what, for those who do not see beside what it stands. */
  children?: ReactNode;
};

/** *Watch*: stories full screen, from here on. */
export function WatchLink({ code, filter = {}, className = '', children }: Props) {
  const t = useTranslations('feed');
  return (
    <Link
      href={watchPath(code, filter)}
      prefetch={false}
      onClick={() => leaveFrom(code)}
      className={buttonClass('quiet', className)}
    >
      <Play aria-hidden="true" className="size-4" />
      {children === undefined ? t('watch') : <span className="max-md:sr-only">{t('watch')}</span>}
      {children}
    </Link>
  );
}
