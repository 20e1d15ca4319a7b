import type { JobContext } from '../../jobs/job-context.ts';
import { mediaStorage } from '../../media/storage.ts';
import type { MetaConfig } from '../../meta/config.ts';
import { uploadMedia } from '../../whatsapp/client.ts';
import { saveUpload } from '../commands/save-upload.ts';
import { listMissingUploads, type MissingUpload, type SenderRow } from '../queries/senders.ts';

export type Uploads = {
  /** Begins what is missing and not under way; does not wait for it. */
  begin: (config: MetaConfig, from: SenderRow) => Promise<void>;
  /** Media ids on their way. */
  underWay: () => string[];
  settled: () => Promise<void>;
};

/** Few at a time: pictures are large, and messages want the line as well. */
const mostAtOnce = 4;
const retryAfterMs = 5_000;

/**
 * Uploads pictures to Meta ahead of the messages that show them. An upload
 * reaches nobody, so it is begun before any message is claimed, and repeated
 * without harm.
 * @param onDone called when messages may have become ready
 */
export function createUploads({ db, env, log }: JobContext, onDone: () => void): Uploads {
  const storage = mediaStorage(env);
  const running = new Map<string, Promise<void>>();
  const notBeforeMs = new Map<string, number>();

  async function upload(
    config: MetaConfig,
    from: SenderRow,
    { mediaId, storageKey, mimeType }: MissingUpload,
  ): Promise<void> {
    const bytes = await storage.readFile(storageKey);
    if (!bytes) throw new Error('the stored picture is gone');
    const uploaded = await uploadMedia(config, from.phoneNumberId, {
      bytes: new Uint8Array(bytes),
      mimeType,
      name: 'story.jpg',
    });
    if (!uploaded.ok) throw new Error(uploaded.details);
    await saveUpload(db, { mediaId, senderId: from.id, waMediaId: uploaded.id });
  }

  async function attempt(config: MetaConfig, from: SenderRow, missing: MissingUpload): Promise<void> {
    try {
      await upload(config, from, missing);
    } catch (error) {
      notBeforeMs.set(missing.mediaId, performance.now() + retryAfterMs);
      log.warn(
        { mediaId: missing.mediaId, error: error instanceof Error ? error.message : String(error) },
        'upload_failed',
      );
    } finally {
      running.delete(missing.mediaId);
      onDone();
    }
  }

  return {
    begin: async (config, from) => {
      for (const missing of await listMissingUploads(db, from.id)) {
        if (running.size >= mostAtOnce) return;
        const resting = (notBeforeMs.get(missing.mediaId) ?? 0) > performance.now();
        if (running.has(missing.mediaId) || resting) continue;
        notBeforeMs.delete(missing.mediaId);
        running.set(missing.mediaId, attempt(config, from, missing));
      }
    },
    underWay: () => [...running.keys()],
    settled: async () => {
      while (running.size > 0) await Promise.all(running.values());
    },
  };
}
