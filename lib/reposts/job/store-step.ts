import type { JobContext } from '#lib/jobs/job-context.ts';
import type { PublishStep } from '#lib/words.ts';
import type { ClaimedPost } from '../commands/claim-post.ts';
import { recordStep, type StepChange, type StepEvent } from '../commands/record-step.ts';

/** `lost`: the post is somebody else's by now, and what was done could not be stored. */
export type Taken = 'stored' | 'lost';

/** Stores what came of a step, which unless told is the one that the post has reached. */
export async function storeStep(
  { db }: JobContext,
  post: ClaimedPost,
  change: StepChange,
  event: Omit<StepEvent, 'step'> & { step?: PublishStep },
): Promise<Taken> {
  const stored = await recordStep(db, post, change, { step: change.step ?? post.step ?? 'begun', ...event });
  return stored ? 'stored' : 'lost';
}
