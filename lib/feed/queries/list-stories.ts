import type { Queryable } from '#db/client.ts';
import { anyOf } from '#db/any-of.ts';
import { story } from '#db/schema.ts';
import type { ToldStory } from '../feed-story.ts';
import { selectStories, toldStories } from './select-stories.ts';

/** These stories as cards, for everybody who may read stories: that is whoever is signed in. In no order. */
export const listStories = async (db: Queryable, { ids }: { ids: readonly string[] }): Promise<ToldStory[]> =>
  toldStories(db, await selectStories(db).where(anyOf(story.id, ids)));
