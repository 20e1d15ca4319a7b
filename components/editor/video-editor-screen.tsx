'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { BackLink } from '#components/ui/back-link.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import type { VideoEditorProps } from './video-editor.tsx';

const VideoEditor = dynamic(async () => (await import('./video-editor.tsx')).VideoEditor, {
  ssr: false,
  loading: () => <Spinner />,
});

/** The page of the editor for a video: whose story, for which region, and the editor itself. */
export function VideoEditorScreen(props: VideoEditorProps) {
  const t = useTranslations('editor');
  const { region, story } = props.page;
  return (
    <div className="mx-auto max-w-360 px-4 pb-10 md:px-8">
      <div className="pb-2">
        <BackLink href={`/stories/${story.code}`}>{t('back')}</BackLink>
      </div>
      <h1 className="pb-4 text-lg">{t('title', { source: story.region, target: region.name })}</h1>
      <VideoEditor {...props} />
    </div>
  );
}
