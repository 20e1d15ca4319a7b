import Link from 'next/link';
import { useTranslations } from 'next-intl';

const tabs = [
  { key: 'list', href: '/people', label: 'viewList' },
  { key: 'matrix', href: '/people/roles', label: 'viewMatrix' },
] as const;

/** People as a list, or as who may do what where. */
export function PeopleTabs({ current }: { current: (typeof tabs)[number]['key'] }) {
  const t = useTranslations('people');
  const words = { viewList: t('viewList'), viewMatrix: t('viewMatrix') };
  return (
    <nav aria-label={t('views')} className="mb-6 flex gap-1 border-b hairline">
      {tabs.map(({ key, href, label }) => (
        <Link
          key={key}
          href={href}
          aria-current={key === current ? 'page' : undefined}
          className="-mb-px inline-flex min-h-11 items-center border-b-2 border-transparent px-3 text-muted hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-strong aria-[current=page]:text-ink"
        >
          {words[label]}
        </Link>
      ))}
    </nav>
  );
}
