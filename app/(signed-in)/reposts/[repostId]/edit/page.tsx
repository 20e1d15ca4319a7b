import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { foundOr404, pageActor } from '#lib/auth/page.ts';
import { getBrand, listUsableFonts } from '#lib/brand/queries.ts';
import { mediaUrl } from '#lib/media/media-url.ts';
import { pick } from '#lib/i18n/pick.ts';
import { getEditPage } from '#lib/reposts/queries/get-edit-page.ts';
import { mediaStorage } from '#lib/media/storage.ts';
import { findSourceLength } from '#lib/reposts/queries/find-source-length.ts';
import { getVideoStatus } from '#lib/reposts/queries/find-video.ts';
import { EditorScreen } from '#components/editor/editor-screen.tsx';
import { VideoEditorScreen } from '#components/editor/video-editor-screen.tsx';
import { BackLink } from '#components/ui/back-link.tsx';
import { Notice } from '#components/ui/notice.tsx';

type Props = { params: Promise<{ repostId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('editor');
  return { title: t('page') };
}

export default async function EditPage({ params }: Props) {
  const { db, actor } = await pageActor();
  const { repostId } = await params;
  const page = await foundOr404(actor, getEditPage(db, { actor, repostId }));
  const { story, sourceSha256 } = page;
  if (sourceSha256 === null) return <Nothing repostId={repostId} />;
  const [{ logoUrl, accentColor }, brandFonts, messages] = await Promise.all([
    getBrand(db),
    listUsableFonts(db, { actor }),
    getMessages(),
  ]);
  if (story.kind === 'video') {
    const durationMs = await findSourceLength(db, mediaStorage(), { storyId: story.id });
    if (durationMs === undefined || page.posterSha256 === null) return <Nothing repostId={repostId} />;
    return (
      <NextIntlClientProvider messages={pick(messages, ['dialog', 'editor', 'video'])}>
        <VideoEditorScreen
          page={page}
          sourceUrl={mediaUrl(story.id, 'poster', page.posterSha256)}
          videoUrl={mediaUrl(story.id, 'original', sourceSha256)}
          durationMs={durationMs}
          status={await getVideoStatus(db, { actor, repostId })}
          logoUrl={logoUrl}
          brandColor={accentColor}
          brandFonts={brandFonts}
        />
      </NextIntlClientProvider>
    );
  }
  return (
    <NextIntlClientProvider messages={pick(messages, ['dialog', 'editor'])}>
      <EditorScreen
        page={page}
        sourceUrl={mediaUrl(story.id, 'original', sourceSha256)}
        logoUrl={logoUrl}
        brandColor={accentColor}
        brandFonts={brandFonts}
      />
    </NextIntlClientProvider>
  );
}

async function Nothing({ repostId }: { repostId: string }) {
  const t = await getTranslations('editor');
  return (
    <div className="mx-auto max-w-360 px-4 md:px-8">
      <div className="pb-2">
        <BackLink href={`/reposts/${repostId}`}>{t('back')}</BackLink>
      </div>
      <Notice look="plain">{t('noSource')}</Notice>
    </div>
  );
}
