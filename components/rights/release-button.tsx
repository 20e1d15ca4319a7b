'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { releaseStoryAction } from '#app/(signed-in)/stories/actions.ts';
import { idle } from '#lib/auth/action-state.ts';
import { Button } from '#components/ui/button.tsx';

type Props = { storyId: string; onDone: (message: string) => void };

/** Lets a story be reposted all the same that its team has deleted early; for that team alone. */
export function ReleaseButton({ storyId, onDone }: Props) {
  const t = useTranslations('rights');
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, start] = useTransition();
  const release = () => {
    const form = new FormData();
    form.set('storyId', storyId);
    start(async () => {
      const done = await releaseStoryAction(idle, form);
      if (done.status === 'refused') return setRefused(done.message);
      setRefused(null);
      if (done.status === 'done') onDone(done.message);
    });
  };
  return (
    <>
      <Button disabled={busy} onClick={release}>
        {t('release')}
      </Button>
      {refused === null ? null : (
        <p role="alert" className="text-sm text-bad">
          {refused}
        </p>
      )}
    </>
  );
}
