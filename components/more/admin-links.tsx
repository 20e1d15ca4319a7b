import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { AdminLink } from '#lib/people/admin-links.ts';

/**
 * The way to what only admins see, and editors what is amiss.
 * @param alarms how many are open
 */
export function AdminLinks({ shown, alarms }: { shown: readonly AdminLink[]; alarms: number }) {
  const t = useTranslations('adminLinks');
  return (
    <ul>
      {shown.map((key) => (
        <li key={key} className="border-t hairline first:border-t-0">
          <Link href={`/${key}`} className="group flex min-h-14 items-center gap-3 py-2">
            <span className="min-w-0 flex-1">
              <span className="block font-strong group-hover:text-accent">{t(key)}</span>
              <span className="block text-muted">{t(`${key}Lead`)}</span>
            </span>
            {key === 'status' && alarms > 0 ? (
              <span className="figures rounded-full bg-bad-soft px-2.5 py-0.5 text-sm text-bad">
                {t('open', { count: alarms })}
              </span>
            ) : null}
            <ChevronRight aria-hidden="true" className="size-4 shrink-0 text-muted rtl:rotate-180" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
