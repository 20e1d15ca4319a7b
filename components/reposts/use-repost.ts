'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import useSWR from 'swr';
import type { RepostPage } from '#lib/reposts/repost-page.ts';
import { refusalWords } from '#components/live/send-json.ts';
import { fetchJson } from '#components/live/fetch-json.ts';
import { pollMs } from '#components/live/poll-ms.ts';
import { toast } from '#components/ui/toast.ts';

/** Does something with the repost, and shows how it stands afterwards. True: it was done. */
export type RunOnRepost = (work: () => Promise<void>, done: string) => Promise<boolean>;

/** A repost, seeded from the server and kept live, and what the server said when it refused. */
export function useRepost(first: RepostPage) {
  const t = useTranslations('reposts');
  const { data = first, mutate } = useSWR<RepostPage, Error>(`/api/reposts/${first.id}`, fetchJson, {
    fallbackData: first,
    refreshInterval: pollMs,
  });
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const run: RunOnRepost = async (work, done) => {
    if (busy) return false;
    setBusy(true);
    setRefused(null);
    try {
      await work();
      toast(done);
      return true;
    } catch (error) {
      setRefused(refusalWords(error, t('notReached')));
      return false;
    } finally {
      // What is on screen may be older than what refused it.
      await mutate();
      setBusy(false);
    }
  };
  /** Something about it was done elsewhere than by `run`. */
  const heard = (words: string) => {
    toast(words);
    void mutate();
  };
  return { repost: data, run, refused, busy, heard };
}
