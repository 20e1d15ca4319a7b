'use client';

import { useTranslations } from 'next-intl';
import useSWR from 'swr';
import { fetchJson } from '#components/live/fetch-json.ts';
import { pollMs } from '#components/live/poll-ms.ts';

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
      <span
        aria-hidden="true"
        className="figures absolute -end-0.5 -top-1 flex h-5 min-w-5 items-center justify-center rounded-full bg-accent px-1 text-xs font-strong text-on-accent"
      >
        {count > most ? t('manyToApprove', { most }) : count}
      </span>
      <span className="sr-only">{t('toApprove', { count })}</span>
    </>
  );
}

/** More do not fit into the sign. */
const most = 99;
