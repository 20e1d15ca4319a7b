import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import type { MakingVideo } from './use-make-video.ts';

/** How far the making of a video is, and what became of the last one. */
export function VideoMaking({
  making: { encoder, video, isOpen, refusal, cancel },
}: {
  making: MakingVideo;
}) {
  const t = useTranslations('video');
  return (
    <>
      {encoder === 'missing' ? <Notice look="plain">{t('noEncoder')}</Notice> : null}
      {refusal === null ? null : <Notice look="bad">{refusal}</Notice>}
      {isOpen && video ? (
        <div className="flex flex-wrap items-center gap-3 rounded-card border hairline bg-raised p-3">
          <div className="min-w-40 flex-1">
            <p id="video-making" className="pb-1 text-sm">
              {video.state === 'waiting' ? t('waiting') : t('making', { percent: video.progress })}
            </p>
            <progress
              aria-labelledby="video-making"
              max={100}
              value={video.progress}
              className="h-2 w-full accent-accent"
            />
          </div>
          <Button onClick={cancel}>{t('cancel')}</Button>
        </div>
      ) : null}
      {video?.state === 'failed' && video.failure !== null ? (
        <Notice look="bad">{video.failure}</Notice>
      ) : null}
      <p role="status" className="sr-only">
        {video?.state === 'done' ? t('done') : video?.state === 'cancelled' ? t('cancelled') : ''}
      </p>
    </>
  );
}
