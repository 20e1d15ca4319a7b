import { useTranslations } from 'next-intl';
import { firstTier, tierStanding } from '#lib/costs/next-tier.ts';

/** How full Meta's limit on people a day was at most, and what the next one needs. */
export function TierWords({ limit, most }: { limit: number | null; most: number }) {
  const t = useTranslations('costs');
  const standing = tierStanding(limit, most);
  if (standing === undefined) return <p className="text-pretty">{t('noLimit', { most })}</p>;
  const { next, share, halfOfLimit } = standing;
  return (
    <>
      <p className="text-base text-pretty">{t('used', { most, limit: standing.limit })}</p>
      <div aria-hidden="true" className="my-3 h-1 max-w-100 overflow-hidden rounded-full bg-line">
        <div
          className={`h-full rounded-full ${share >= 0.8 ? 'bg-warn' : 'bg-accent'}`}
          style={{ width: `${Math.min(100, share * 100)}%` }}
        />
      </div>
      <p className="max-w-160 text-pretty text-muted">
        {next === null
          ? t('noNext')
          : standing.limit === firstTier
            ? t('nextFirst', { next })
            : t('next', { next, half: halfOfLimit })}
      </p>
    </>
  );
}
