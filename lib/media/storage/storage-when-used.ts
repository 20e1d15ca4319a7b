import type { MediaStorage } from './media-storage.ts';

/** A store that is loaded when it is first used: the S3 client takes 20 MB, and most installations have a disk. */
export function storageWhenUsed(load: () => Promise<MediaStorage>): MediaStorage {
  let loading: Promise<MediaStorage> | undefined;
  const storage = () => (loading ??= load());
  return {
    putFile: async (...given) => (await storage()).putFile(...given),
    receiveFile: async () => (await storage()).receiveFile(),
    keepFile: async (...given) => (await storage()).keepFile(...given),
    openFile: async (...given) => (await storage()).openFile(...given),
    readFile: async (...given) => (await storage()).readFile(...given),
    removeFile: async (...given) => (await storage()).removeFile(...given),
    sweepIncoming: async (...given) => (await storage()).sweepIncoming(...given),
  };
}
