import { getTranslations } from 'next-intl/server';
import { FeedSkeleton } from '#components/feed/feed-skeleton.tsx';

export default async function Loading() {
  const t = await getTranslations('feed');
  return <FeedSkeleton label={t('loading')} />;
}
