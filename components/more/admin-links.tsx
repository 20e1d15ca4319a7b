import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';

const links = ['people', 'brand', 'templates', 'audit'] as const;
export type AdminLink = (typeof links)[number];

/** The way to what only admins see. */
export function AdminLinks({ shown }: { shown: readonly AdminLink[] }) {
  const t = useTranslations('adminLinks');
  return (
    <ul>
      {links
        .filter((key) => shown.includes(key))
        .map((key) => (
          <li key={key} className="border-t hairline first:border-t-0">
            <Link href={`/${key}`} className="group flex min-h-14 items-center gap-3 py-2">
              <span className="min-w-0 flex-1">
                <span className="block font-strong group-hover:text-accent">{t(key)}</span>
                <span className="block text-muted">{t(`${key}Lead`)}</span>
              </span>
              <ChevronRight aria-hidden="true" className="size-4 shrink-0 text-muted rtl:rotate-180" />
            </Link>
          </li>
        ))}
    </ul>
  );
}
