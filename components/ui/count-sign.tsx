import { useTranslations } from 'next-intl';

/** More do not fit into the sign. */
const most = 99;

/** A count at the upper end of a sign; what is counted is said in words beside it, for those who do not see it. */
export function CountSign({ count, className = '' }: { count: number; className?: string }) {
  const t = useTranslations('app');
  return (
    <span
      aria-hidden="true"
      className={`figures absolute -end-1 -top-1 flex h-5 min-w-5 items-center justify-center rounded-full bg-accent px-1 text-xs font-strong text-on-accent ${className}`}
    >
      {count > most ? t('moreThan', { most }) : count}
    </span>
  );
}
