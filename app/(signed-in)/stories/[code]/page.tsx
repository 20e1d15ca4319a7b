import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { foundOr404, pageActor } from '#lib/auth/page.ts';
import { getStory } from '#lib/feed/queries/get-story.ts';
import { StoryView } from '#components/story/story-view.tsx';
import { BackLink } from '#components/ui/back-link.tsx';

type Props = { params: Promise<{ code: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('pane');
  return { title: t('label') };
}

export default async function StoryPage({ params }: Props) {
  const { db, actor } = await pageActor();
  const { code } = await params;
  const story = await foundOr404(actor, getStory(db, { actor, code }));
  const t = await getTranslations('story');
  return (
    <div className="mx-auto max-w-320 px-4 md:px-8">
      <div className="pb-2">
        <BackLink href="/">{t('back')}</BackLink>
      </div>
      <StoryView code={story.code} first={story} layout="page" />
    </div>
  );
}
