'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { BackLink } from '#components/ui/back-link.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import type { EditorProps } from './editor.tsx';

/** Konva and the fonts of all scripts come with this page only, and not with its first picture. */
const Editor = dynamic(async () => (await import('./editor.tsx')).Editor, {
  ssr: false,
  loading: () => <Spinner />,
});

/** The page of the editor: whose story, for which region, and the editor itself. */
export function EditorScreen(props: EditorProps) {
  const t = useTranslations('editor');
  const { repostId, region, story } = props.page;
  return (
    <div className="mx-auto max-w-360 px-4 pb-10 md:px-8">
      <div className="md:pb-1">
        <BackLink href={`/reposts/${repostId}`}>{t('back')}</BackLink>
      </div>
      <h1 className="pb-2 text-base md:pb-3 md:text-lg">
        {t('title', { source: story.region, target: region.name })}
      </h1>
      <Editor {...props} />
    </div>
  );
}
