'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { Lineage } from '#lib/reposts/lineage.ts';
import { Moment } from '#components/time/moment.tsx';

type Props = { lineage: Lineage | null; code: string };

/** Which story came from which: a small tree, in which the one that is open has no link. */
export function StoryLineage({ lineage, code }: Props) {
  const t = useTranslations('storyReposts');
  if (lineage === null) return null;
  return (
    <section aria-labelledby="lineage">
      <h2 id="lineage" className="mb-2 text-lg">
        {t('lineage')}
      </h2>
      <ul className="overflow-x-clip">
        <Branch story={lineage} code={code} />
      </ul>
    </section>
  );
}

function Branch({ story, code }: { story: Lineage; code: string }) {
  const t = useTranslations('storyReposts');
  const name = (
    <>
      {story.region} <bdi className="font-normal text-muted">@{story.username}</bdi>
    </>
  );
  return (
    <li>
      <p className="py-1 wrap-anywhere">
        {story.code === code ? (
          <span className="font-strong">
            {name} <span className="sr-only">({t('thisStory')})</span>
          </span>
        ) : (
          <Link
            href={`/stories/${story.code}`}
            className="inline-flex flex-wrap items-center gap-x-1 font-strong underline underline-offset-2 pointer-coarse:min-h-11"
          >
            {name}
          </Link>
        )}
        <span className="block text-sm text-muted">
          <Moment at={story.postedAt} />
        </span>
      </p>
      {story.made.length === 0 ? null : (
        <ul className="ms-2 border-s hairline ps-4">
          {story.made.map((each) => (
            <Branch key={each.code} story={each} code={code} />
          ))}
        </ul>
      )}
    </li>
  );
}
