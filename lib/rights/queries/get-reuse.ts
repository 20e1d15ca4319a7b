import type { Queryable } from '#db/client.ts';
import type { Actor } from '../../actor.ts';
import { demand } from '../../people/permissions.ts';
import { mayReuse, type Reuse } from '../may-reuse.ts';
import { lastQuestions, storedRights } from './reuse-facts.ts';

/**
 * Whether a region may reuse a story now, and what its team said to it.
 * @returns words: the team's answer where it answered, else why it set the rights so; NULL: nothing was said
 * @throws StorywireError `not_found`
 */
export async function getReuse(
  db: Queryable,
  { actor, storyId, regionId, now }: { actor: Actor; storyId: string; regionId: string; now: Date },
): Promise<Reuse & { words: string | null }> {
  demand(actor, 'stories.read', null);
  const [stored, questions] = [
    await storedRights(db, storyId),
    await lastQuestions(db, { storyId, regionId }),
  ];
  const asked = questions.get(regionId);
  const reuse = mayReuse(stored, regionId, now, asked);
  const answered = reuse.reason === 'said_yes' || reuse.reason === 'said_no';
  return { ...reuse, words: answered ? (asked?.answerWords ?? null) : stored.words };
}
