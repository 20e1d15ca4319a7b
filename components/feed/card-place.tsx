import { memo } from 'react';
import type { FeedStory } from '#lib/feed/feed-story.ts';
import { StoryCard } from './story-card.tsx';
import { useNear } from './use-near.ts';

type Props = {
  story: FeedStory;
  className: string;
  /** Whether the section that it is in is near the window. */
  within: boolean;
  /** Whether it is drawn in full from the start. */
  drawn: boolean;
  eager: boolean;
  open: boolean;
  onOpen: (code: string) => boolean;
  onFlag: (story: FeedStory) => void;
};

/**
 * The place of one card in a list of thousands. Every story keeps its place,
 * its link and its words, so that find-in-page, a screen reader and J and K
 * reach all of them, and every place has its full height, so that nothing
 * jumps, and one is brought back to where one was. A list of which only a
 * window exists would lose the first, and have to guess the second: how many
 * stand in a row depends on the window, and rows are swiped sideways as well.
 * What a full card costs, some forty elements and the clock that renews their
 * words, is there only while the place is near (use-near.ts), and the browser
 * passes over sections and pictures that are far (`far-section` and
 * `far-picture` in the styles). Pictures alone would not do: with thousands of
 * them the browser reckons longer, in each frame, than a frame may last.
 */
export const CardPlace = memo(function CardPlace({ story, className, within, drawn, ...card }: Props) {
  const [picture, isNear] = useNear<HTMLDivElement>(drawn);
  const near = within && isNear;
  return (
    <li data-glide={story.id} data-near={near ? '' : undefined} className={className}>
      <StoryCard story={story} picture={picture} near={near} {...card} />
    </li>
  );
});
