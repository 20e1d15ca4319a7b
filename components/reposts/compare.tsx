'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { RepostPage } from '#lib/reposts/repost-page.ts';

type Props = { story: RepostPage['story']; version: RepostPage['versions'][number] | undefined };

/** Source and result side by side, on a phone too; while the result is held, the source is seen in its place. */
export function Compare({ story, version }: Props) {
  const t = useTranslations('reposts');
  const [held, setHeld] = useState(false);
  const source = story.pictureUrl;
  const letGo = () => setHeld(false);
  return (
    <div>
      <div className="grid max-w-160 grid-cols-2 gap-3">
        <Side label={t('source', { region: story.region })} url={source} nothing={t('noPicture')} />
        <figure className="min-w-0">
          <div
            className="relative aspect-9/16 touch-manipulation overflow-hidden rounded-card bg-sunken select-none"
            // A video has controls there, and its own still is no picture to compare.
            onPointerDown={() => setHeld(source !== null && version?.kind === 'image')}
            onPointerUp={letGo}
            onPointerLeave={letGo}
            onPointerCancel={letGo}
            onContextMenu={(event) => event.preventDefault()}
          >
            {version === undefined ? (
              <p className="p-3 text-sm text-muted">{t('noVersion')}</p>
            ) : version.kind === 'video' ? (
              // oxlint-disable-next-line jsx-a11y/media-has-caption -- stories come without captions
              <video
                key={version.id}
                src={version.url}
                poster={version.posterUrl ?? source ?? undefined}
                aria-label={t('versionVideo', { number: version.number })}
                controls
                playsInline
                preload="metadata"
                className="size-full object-contain"
              />
            ) : (
              <img
                src={version.url}
                alt={t('versionPicture', { number: version.number })}
                draggable={false}
                className="size-full object-contain"
              />
            )}
            {held && source !== null ? (
              <img
                src={source}
                alt=""
                draggable={false}
                className="absolute inset-0 size-full bg-sunken object-contain"
              />
            ) : null}
          </div>
          <figcaption className="mt-1 text-sm text-muted">
            {version === undefined ? t('result') : t('version', { number: version.number })}
          </figcaption>
        </figure>
      </div>
      {version?.kind !== 'image' || source === null ? null : (
        <p className="mt-2 text-sm text-muted">{t('hold')}</p>
      )}
    </div>
  );
}

function Side({ label, url, nothing }: { label: string; url: string | null; nothing: string }) {
  return (
    <figure className="min-w-0">
      <div className="aspect-9/16 overflow-hidden rounded-card bg-sunken">
        {url === null ? (
          <p className="p-3 text-sm text-muted">{nothing}</p>
        ) : (
          <img src={url} alt={label} className="size-full object-contain" />
        )}
      </div>
      <figcaption className="mt-1 text-sm text-muted">{label}</figcaption>
    </figure>
  );
}
