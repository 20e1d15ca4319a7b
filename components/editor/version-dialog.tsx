import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Design } from '#lib/reposts/design/design.ts';
import type { SavedDesign, VersionRow } from '#lib/reposts/edit-page.ts';
import { stillUrl, versionUrl } from '#lib/reposts/version-url.ts';
import { fetchJson } from '#components/live/fetch-json.ts';
import { Button, buttonClass } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Notice } from '#components/ui/notice.tsx';

type Props = {
  repostId: string;
  version: VersionRow | null;
  onClose: () => void;
  /** Puts what it was drawn from on the table again. */
  onGoOnFrom: (design: Design) => void;
};

/** The very file that will be posted, as the server made it, and what one does with it. */
export function VersionDialog({ repostId, version, onClose, onGoOnFrom }: Props) {
  const t = useTranslations('editor');
  const [failed, setFailed] = useState(false);
  const close = () => {
    setFailed(false);
    onClose();
  };
  const goOnFrom = async ({ id }: VersionRow) => {
    try {
      const { design } = await fetchJson<SavedDesign>(`/api/reposts/${repostId}/design?version=${id}`);
      if (!design) return setFailed(true);
      onGoOnFrom(design);
      close();
    } catch {
      setFailed(true);
    }
  };
  return (
    <Dialog
      open={version !== null}
      onOpenChange={close}
      title={version ? t('version', { number: version.number }) : ''}
      description={t('versionLead')}
    >
      {version ? (
        <div className="flex flex-col gap-4">
          {failed ? <Notice look="bad">{t('versionUnread')}</Notice> : null}
          <VersionFile version={version} />
          <div className="flex flex-col-reverse gap-2 md:flex-row md:justify-end">
            {version.edited ? <Button onClick={() => void goOnFrom(version)}>{t('goOnFrom')}</Button> : null}
            <Link href={`/reposts/${repostId}`} className={buttonClass('primary')}>
              {t('handOver')}
            </Link>
          </div>
        </div>
      ) : null}
    </Dialog>
  );
}

function VersionFile({ version: { id, kind, number } }: { version: VersionRow }) {
  const t = useTranslations('editor');
  return kind === 'video' ? (
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- stories come without captions
    <video
      src={versionUrl(id)}
      poster={stillUrl(id)}
      aria-label={t('versionVideo', { number })}
      controls
      playsInline
      className="mx-auto max-h-[56dvh] max-w-full rounded-card"
    />
  ) : (
    <img
      src={versionUrl(id)}
      alt={t('versionPicture', { number })}
      width={1080}
      height={1920}
      className="mx-auto h-auto max-h-[56dvh] w-auto max-w-full rounded-card"
    />
  );
}
