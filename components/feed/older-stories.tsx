'use client';

import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Spinner } from '#components/ui/spinner.tsx';

type Props = { state: 'idle' | 'loading' | 'failed'; onLoad: () => void };

/** The way on to older stories, at the end of the feed. */
export function OlderStories({ state, onLoad }: Props) {
  const t = useTranslations('feed');
  const loading = state === 'loading';
  return (
    <div className="flex flex-col items-center gap-3 pt-10">
      {state === 'failed' ? <Notice look="bad">{t('olderFailed')}</Notice> : null}
      <Button aria-disabled={loading} onClick={() => void (loading || onLoad())}>
        {loading ? <Spinner /> : null}
        {t('older')}
      </Button>
    </div>
  );
}
