'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';

const tabs = [
  { key: 'regions', href: '/regions' },
  { key: 'numbers', href: '/numbers' },
  { key: 'routes', href: '/routes' },
] as const;

/** The three sides of who hears whom: the teams, their phones, and the matrix between them. */
export function RegionTabs() {
  const t = useTranslations('regionTabs');
  const path = usePathname();
  return (
    <nav aria-label={t('label')} className="-mx-1 flex gap-1 overflow-x-auto pt-3 md:pt-6">
      {tabs.map(({ key, href }) => {
        const current = path === href || path.startsWith(`${href}/`);
        return (
          <Link
            key={key}
            href={href}
            aria-current={current ? 'page' : undefined}
            className={`flex min-h-10 items-center rounded-full px-3 whitespace-nowrap -outline-offset-2 pointer-coarse:min-h-11 ${current ? 'bg-accent-soft font-strong text-accent' : 'text-muted hover:text-ink'}`}
          >
            {t(key)}
          </Link>
        );
      })}
    </nav>
  );
}
