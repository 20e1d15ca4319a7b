import { setTimeout as delay } from 'node:timers/promises';
import type { Transaction } from '#db/client.ts';
import type { JobContext } from '#lib/jobs/job-context.ts';
import { mediaStorage } from '#lib/media/storage.ts';
import { claimArchive } from '../commands.ts';
import { findStrays, type WrittenFile } from '../queries/find-strays.ts';

const lookAgainMs = 1_000;
/** Above what a claim may last: whoever holds it now has let it go by then. */
const mostLooks = 300;

/**
 * Works on a story's files in the transaction that claims the story; does nothing
 * while another worker is at it. A worker that was frozen for longer than a claim
 * lasts wakes without it, and writes files that nobody will name: it removes them.
 * @param work is handed a list, into which it enters each file before it writes it
 * @throws what `work` or its transaction throws, once `work` is over
 */
export async function underClaim(
  context: JobContext,
  storyId: string,
  work: (tx: Transaction, written: WrittenFile[]) => Promise<void>,
): Promise<void> {
  const written: WrittenFile[] = [];
  let working = Promise.resolve();
  try {
    await context.db.transaction(async (tx) => {
      if (!(await claimArchive(tx, { storyId }))) return;
      working = work(tx, written);
      await working;
    });
  } catch (error) {
    // A lost connection ends the transaction at once, while the work is still writing.
    await Promise.allSettled([working]);
    if (written.length > 0) await removeStrays(context, storyId, written);
    throw error;
  }
}

/**
 * What another try may still name is left alone: the same bytes have the same key, and a
 * worker can be frozen between its look and its removal, so holding the claim proves nothing.
 */
async function removeStrays(
  { db, env, log, signal }: JobContext,
  storyId: string,
  written: readonly WrittenFile[],
): Promise<void> {
  try {
    for (let look = 1; ; look += 1) {
      const { free, strays, undecided } = await db.transaction(async (tx) => {
        const claimed = await claimArchive(tx, { storyId });
        return { free: claimed, ...(await findStrays(tx, { storyId, written })) };
      });
      if (undecided === 0 || free || look === mostLooks || signal.aborted) {
        for (const key of strays) await mediaStorage(env).removeFile(key);
        if (strays.length > 0) log.warn({ storyId, removed: strays.length }, 'stray_files_removed');
        return;
      }
      await delay(lookAgainMs);
    }
  } catch (error) {
    // What made the try fail is what the queue is told; this is said beside it.
    log.error({ storyId, files: written.length, error: String(error) }, 'stray_files_not_removed');
  }
}
