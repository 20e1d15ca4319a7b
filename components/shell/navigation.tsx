'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { BrandLogo } from '#components/brand/brand-context.tsx';
import { destinations, isCurrent } from './destinations.ts';
import { ToApprove } from './to-approve.tsx';

/**
 * The few places one can go: a bar under the thumb on a phone, a slim rail at
 * the start of a wider screen. One list, so that neither can offer more.
 * @param toApprove how many posts wait for the reader's approval
 */
export function Navigation({ toApprove }: { toApprove: number }) {
  const t = useTranslations('nav');
  const path = usePathname();
  return (
    <nav
      aria-label={t('label')}
      className="fixed inset-x-0 bottom-0 z-30 border-t hairline bg-paper pb-[env(safe-area-inset-bottom)] md:inset-x-auto md:inset-y-0 md:start-0 md:w-20 md:border-e md:border-t-0 md:pb-0 print:hidden"
    >
      <Link
        href="/"
        aria-label={t('home')}
        className="mx-auto mt-4 mb-6 hidden size-12 items-center justify-center rounded-md text-accent md:flex"
      >
        <BrandLogo className="size-8" />
      </Link>
      <ul className="flex justify-around md:flex-col md:gap-1 md:px-2">
        {destinations.map((destination) => {
          const current = isCurrent(destination, path);
          return (
            <li key={destination.key} className="flex-1 md:flex-none">
              <Link
                href={destination.href}
                aria-current={current ? 'page' : undefined}
                className={`group flex h-16 flex-col items-center justify-center gap-1 rounded-md text-xs -outline-offset-2 md:h-16 ${current ? 'font-strong text-ink' : 'text-muted hover:text-ink'}`}
              >
                <span
                  className={`relative flex h-7 w-12 items-center justify-center rounded-full transition-colors duration-120 ${current ? 'bg-accent-soft text-accent' : 'group-hover:bg-sunken'}`}
                >
                  <destination.Icon aria-hidden="true" className="size-5" strokeWidth={1.75} />
                  {destination.key === 'reposts' ? <ToApprove first={toApprove} /> : null}
                </span>
                {t(destination.key)}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
