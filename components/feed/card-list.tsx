import type { FeedStory } from '#lib/feed/feed-story.ts';
import { CardPlace } from './card-place.tsx';

/** What a card can do. */
export type CardDeeds = {
  /** Code of the story that is open beside the feed. */
  openCode: string | null;
  /** Ids of the stories that are drawn in full from the start; of the others each once it comes near. */
  drawn: ReadonlySet<string>;
  /** @returns false where the link should be followed */
  onOpen: (code: string) => boolean;
  onFlag: (story: FeedStory) => void;
};

const looks = {
  /** A row that is swiped on a phone, a grid on a wider screen. */
  row: {
    list: 'row-scroll -mx-4 flex scroll-px-4 gap-3 px-4 pb-2 md:mx-0 md:grid md:grid-cols-[repeat(auto-fill,minmax(11.25rem,1fr))] md:gap-x-4 md:gap-y-6 md:overflow-visible md:px-0',
    item: 'w-[42vw] max-w-44 shrink-0 snap-start md:w-auto md:max-w-none',
  },
  grid: {
    list: 'grid grid-cols-2 gap-x-3 gap-y-6 md:grid-cols-[repeat(auto-fill,minmax(11.25rem,1fr))] md:gap-x-4',
    item: 'min-w-0',
  },
} as const;

type Props = CardDeeds & {
  stories: readonly FeedStory[];
  look: keyof typeof looks;
  /** How many of the first pictures are in sight at once and are not to wait. */
  eager: number;
  /** Whether the list as a whole is near the window. */
  near: boolean;
};

/** Stories as cards, side by side. */
export function CardList({ stories, look, eager, near, openCode, drawn, onOpen, onFlag }: Props) {
  return (
    <ul className={looks[look].list}>
      {stories.map((story, at) => (
        <CardPlace
          key={story.id}
          story={story}
          className={looks[look].item}
          within={near}
          drawn={drawn.has(story.id)}
          eager={at < eager}
          open={story.code === openCode}
          onOpen={onOpen}
          onFlag={onFlag}
        />
      ))}
    </ul>
  );
}
