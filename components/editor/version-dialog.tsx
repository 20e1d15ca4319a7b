import { useTranslations } from 'next-intl';
import type { VersionRow } from '#lib/reposts/edit-page.ts';
import { stillUrl, versionUrl } from '#lib/reposts/version-url.ts';
import { Dialog } from '#components/ui/dialog.tsx';

/** The very file that will be posted, as the server made it. */
export function VersionDialog({ version, onClose }: { version: VersionRow | null; onClose: () => void }) {
  const t = useTranslations('editor');
  return (
    <Dialog
      open={version !== null}
      onOpenChange={onClose}
      title={version ? t('version', { number: version.number }) : ''}
      description={t('versionLead')}
    >
      {version?.kind === 'video' ? (
        // oxlint-disable-next-line jsx-a11y/media-has-caption -- stories come without captions
        <video
          src={versionUrl(version.id)}
          poster={stillUrl(version.id)}
          aria-label={t('versionVideo', { number: version.number })}
          controls
          playsInline
          className="mx-auto max-h-[60dvh] max-w-full rounded-card"
        />
      ) : version ? (
        <img
          src={versionUrl(version.id)}
          alt={t('versionPicture', { number: version.number })}
          width={1080}
          height={1920}
          className="mx-auto h-auto max-h-[60dvh] w-auto max-w-full rounded-card"
        />
      ) : null}
    </Dialog>
  );
}
