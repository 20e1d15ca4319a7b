import { metaConfig } from '../../accounts/meta-config.ts';
import type { JobContext } from '../../jobs/job-context.ts';
import { type Quality, qualities } from '../../words.ts';
import { readSender } from '../../whatsapp/client.ts';
import { noteSender } from '../commands/save-sender.ts';
import { openSender } from '../queries/senders.ts';

/**
 * Reads how a sender stands with Meta: pace, quality, the day's number of
 * people. On start, every hour after, and when a webhook says that something
 * has changed; safe to repeat.
 * @returns false when Meta could not be asked
 */
export async function refreshSender(
  { db, env, log }: JobContext,
  { senderId }: { senderId: string },
): Promise<boolean> {
  const opened = await openSender(db, senderId);
  if (!opened) return false;
  const read = await readSender(metaConfig(env, opened.accessToken), opened.from.phoneNumberId);
  if (!read.ok) {
    log.warn({ senderId, details: read.details }, 'sender_not_read');
    return false;
  }
  const { displayNumber, messagesPerSecond, peoplePerDay, quality } = read.sender;
  await noteSender(db, {
    senderId,
    displayNumber,
    throughputPerSecond: messagesPerSecond,
    quality: qualityOf(quality),
    peoplePerDay,
  });
  return true;
}

/** Meta's `NA`, and what is not known, is `unknown`. */
function qualityOf(word: string | null): Quality | null {
  if (word === null) return null;
  return qualities.find((quality) => quality === word.toLowerCase()) ?? 'unknown';
}
