'use client';

import { useTranslations } from 'next-intl';
import useSWR from 'swr';
import { fetchJson } from '#components/live/fetch-json.ts';
import { pollMs } from '#components/live/poll-ms.ts';
import { CountSign } from '#components/ui/count-sign.tsx';

/** How many posts wait for the reader's approval, kept live. Nothing where none does. @param first as the page came */
export function ToApprove({ first }: { first: number }) {
  const t = useTranslations('nav');
  const { data } = useSWR<{ count: number }, Error>('/api/reposts/waiting', fetchJson, {
    fallbackData: { count: first },
    refreshInterval: pollMs,
    revalidateOnMount: false,
  });
  const count = data?.count ?? first;
  if (count === 0) return null;
  return (
    <>
      <CountSign count={count} />
      <span className="sr-only">{t('toApprove', { count })}</span>
    </>
  );
}
