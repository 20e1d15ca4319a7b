import { ArrowLeft } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { foundOr404, pageActor } from '#lib/auth/page.ts';
import { getStory } from '#lib/feed/queries.ts';
import { StoryView } from '#components/story/story-view.tsx';

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
      <Link
        href="/"
        className="-ms-2 my-2 inline-flex min-h-11 items-center gap-1.5 rounded-md px-2 text-muted hover:text-ink"
      >
        <ArrowLeft aria-hidden="true" className="size-4 rtl:-scale-x-100" />
        {t('back')}
      </Link>
      <StoryView code={story.code} first={story} layout="page" />
    </div>
  );
}
