import type { JobContext } from '../jobs/job-context.ts';
import { findSender } from '../messages/queries/senders.ts';
import { planStory as planOne } from './commands/plan-story.ts';
import { withdrawStory as withdrawOne } from '../messages/commands/withdraw-deleted.ts';

/**
 * Plans the alerts of a story. Safe to repeat: a story is planned once.
 * @throws while WhatsApp is set up and its sender is not yet stored; the job is tried again
 */
export async function planStory(
  { db, env, log }: JobContext,
  { storyId }: { storyId: string },
): Promise<void> {
  const phoneNumberId = env.WHATSAPP_PHONE_NUMBER_ID;
  const from = phoneNumberId === undefined ? undefined : await findSender(db, phoneNumberId);
  if (phoneNumberId !== undefined && !from) throw new Error('The sender is not ready yet.');
  const counts = await planOne(db, { storyId, senderId: from?.id ?? null });
  if (counts) log.info({ storyId, ...counts }, 'story_planned');
}

/** Takes a story that its team has deleted out of every message that has not begun. Safe to repeat. */
export async function withdrawStory(
  { db, log }: JobContext,
  { storyId }: { storyId: string },
): Promise<void> {
  const withdrawn = await withdrawOne(db, { storyId });
  if (withdrawn > 0) log.info({ storyId, withdrawn }, 'alerts_withdrawn');
}
