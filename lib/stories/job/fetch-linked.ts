import type { Transaction } from '#db/client.ts';
import { metaConfig } from '#lib/accounts/meta-config.ts';
import { readToken } from '#lib/accounts/queries.ts';
import { readStory } from '#lib/instagram/client.ts';
import type { JobContext } from '#lib/jobs/job-context.ts';
import { type DownloadOutcome, type DownloadRequest, download } from '#lib/media/client.ts';
import { type IncomingFile, type MediaStorage, mediaStorage } from '#lib/media/storage.ts';
import type { MediaEnd } from '../commands.ts';
import type { PendingStory } from '../queries.ts';
import type { WrittenFile } from '../queries/find-strays.ts';
import { inStore } from './trouble.ts';

export const copyright: MediaEnd = { state: 'none', reason: 'copyright' };
export const expired: MediaEnd = { state: 'expired', reason: 'expired' };
export const downloadFailed: MediaEnd = { state: 'failed', reason: 'download_failed' };

/** One try at bringing a story's files into the store. */
export type Work = {
  context: JobContext;
  tx: Transaction;
  story: PendingStory;
  storage: MediaStorage;
  /** Every file is entered before it goes into the store. */
  written: WrittenFile[];
  links: { mediaUrl: string | null; thumbnailUrl: string | null };
  /** Meta is asked for new links once per try, and not again. */
  reread: boolean;
};

/** Begins a try with the links that are known. */
export function beginWork(
  context: JobContext,
  tx: Transaction,
  story: PendingStory,
  written: WrittenFile[],
): Work {
  const { mediaUrl, thumbnailUrl } = story;
  const storage = mediaStorage(context.env);
  return { context, tx, story, storage, written, links: { mediaUrl, thumbnailUrl }, reread: false };
}

export type Limits = Pick<DownloadRequest, 'maxBytes' | 'timeoutMs'>;

type Fetched =
  | { kind: 'file'; incoming: IncomingFile; declared: boolean }
  /** Meta gives no link. */
  | { kind: 'none' }
  /** The link is dead. */
  | { kind: 'refused' }
  /** So is the story: Meta, asked again, says that it does not have it. */
  | { kind: 'gone' }
  | { kind: 'forbidden' }
  | { kind: 'too_large' }
  | { kind: 'again'; trouble: string; otherwise: MediaEnd };

/**
 * Downloads one of a story's files. A link that is missing or refused is asked for
 * anew, once in a try.
 */
export async function fetchLinked(
  work: Work,
  name: 'mediaUrl' | 'thumbnailUrl',
  limits: Limits,
): Promise<Fetched> {
  if (work.links[name] === null && !work.reread) {
    const trouble = await rereadLinks(work, copyright);
    if (trouble) return trouble;
  }
  const first = await fetchFile(work, name, limits);
  if (first.kind !== 'refused' || work.reread) return first;
  return (await rereadLinks(work, expired)) ?? fetchFile(work, name, limits);
}

async function fetchFile(work: Work, name: 'mediaUrl' | 'thumbnailUrl', limits: Limits): Promise<Fetched> {
  const link = work.links[name];
  if (link === null) return { kind: 'none' };
  const incoming = await inStore(work.storage.receiveFile());
  let fetched: Fetched | undefined;
  try {
    const outcome = await download({
      link,
      graphUrl: work.context.env.META_GRAPH_URL,
      write: (chunk) => inStore(incoming.write(chunk)),
      signal: work.context.signal,
      ...limits,
    });
    fetched = fetchedFrom(outcome, incoming);
    if (outcome.kind === 'forbidden') {
      work.context.log.error({ storyId: work.story.id, reason: outcome.reason }, 'media_link_forbidden');
    }
    return fetched;
  } finally {
    if (fetched?.kind !== 'file') await incoming.discard();
  }
}

function fetchedFrom(outcome: DownloadOutcome, incoming: IncomingFile): Fetched {
  switch (outcome.kind) {
    case 'complete':
      return { kind: 'file', incoming, declared: outcome.declared };
    case 'refused':
      return { kind: 'refused' };
    case 'interrupted':
      return { kind: 'again', trouble: outcome.reason, otherwise: downloadFailed };
    case 'forbidden':
    case 'too_large':
      return { kind: outcome.kind };
  }
}

/**
 * Asks Meta for the story once more, for new links.
 * @param otherwise how the media ends when the answer does not come in time
 * @returns what to make of it when there are no new links; `undefined`: go on with what the answer gave
 */
async function rereadLinks(work: Work, otherwise: MediaEnd): Promise<Fetched | undefined> {
  const { context, story, tx } = work;
  if (story.throttledUntil !== null && story.throttledUntil > context.now())
    return { kind: 'again', trouble: 'Meta wants not to be asked about the account yet', otherwise };
  work.reread = true;
  const accessToken = story.tokenId === null ? undefined : await readToken(tx, story.tokenId);
  if (accessToken === undefined) return { kind: 'again', trouble: 'no token reaches the account', otherwise };
  const answer = await readStory(metaConfig(context.env, accessToken), story);
  if (answer.ok) {
    work.links = { mediaUrl: answer.story.mediaUrl, thumbnailUrl: answer.story.thumbnailUrl };
    return undefined;
  }
  // 100/33: Instagram has dropped it, the team has deleted it, or the token may not see it.
  if (answer.result === 'missing') return { kind: 'gone' };
  return { kind: 'again', trouble: answer.details, otherwise };
}
