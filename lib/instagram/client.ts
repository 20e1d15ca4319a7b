import { z } from 'zod';
import { batchSize } from '#lib/meta/batch.ts';
import { classifyGraphError } from '#lib/meta/classify.ts';
import { metaRequest } from '#lib/meta/client.ts';
import type { MetaConfig } from '#lib/meta/config.ts';
import { failed, readAnswer } from '#lib/meta/failure.ts';
import type { MetaFailure } from '#lib/meta/failure.ts';
import { graphPage, nextCursor } from '#lib/meta/paging.ts';
import type { Usage } from '#lib/meta/usage.ts';
import { wireId } from '#lib/meta/wire.ts';
import { accountFields, readAccountDraft, readPageAccount } from './account-draft.ts';
import type { AccountDraft } from './account-draft.ts';
import { readMany } from './client/read-many.ts';
import { readStoryDraft, storyFields } from './story-draft.ts';
import type { StoryDraft } from './story-draft.ts';
import { joinListings, readStoryPage, storiesPath } from './story-page.ts';
import type { StoryListing } from './story-page.ts';
import { foreignToken, holderWire, tokenDebugWire, tokenFacts } from './token-facts.ts';
import type { TokenFacts } from './token-facts.ts';

/** No list that we read is this long; a cursor that leads in circles must end. */
const maxPages = 20;
const endless = failed('unknown', `list did not end after ${maxPages} pages`);

/**
 * Reads the live stories of up to 50 accounts in as few calls as there are
 * pages. Every account asked for is in the answer, each with its own result.
 * @param clock by which the moment is told until when Meta wants to be left alone
 */
export async function listStoriesBatch(
  config: MetaConfig,
  igUserIds: string[],
  clock: () => Date = () => new Date(),
): Promise<Map<string, StoryListing>> {
  if (igUserIds.length > batchSize) throw new RangeError(`A batch takes at most ${batchSize} accounts.`);
  const listings = new Map<string, StoryListing>();
  let open = igUserIds.map((igUserId) => ({ igUserId, after: undefined as string | undefined }));
  for (let page = 0; open.length > 0 && page < maxPages; page += 1) {
    const paths = open.map(({ igUserId, after }) => storiesPath(config.version, igUserId, after));
    const outcomes = await readMany(config, paths);
    const now = clock();
    const next: typeof open = [];
    for (const [index, { igUserId }] of open.entries()) {
      const read = readStoryPage(igUserId, outcomes[index]!, now);
      listings.set(igUserId, joinListings(listings.get(igUserId), read.listing));
      if (read.next !== undefined) next.push({ igUserId, after: read.next });
    }
    open = next;
  }
  for (const { igUserId } of open) listings.set(igUserId, endless);
  return listings;
}

/** Reads one story again, for when its link was refused. After 24 hours it is *missing*. */
export async function readStory(
  config: MetaConfig,
  story: { mediaId: string; igUserId: string },
): Promise<{ ok: true; story: StoryDraft; usage: Usage | null } | MetaFailure> {
  const path = encodeURIComponent(story.mediaId);
  const outcome = await metaRequest(config, { method: 'GET', path, query: { fields: storyFields } });
  const answer = readAnswer(outcome, z.unknown(), new Date(), story.igUserId);
  if (!answer.ok) return answer;
  const draft = readStoryDraft(story.igUserId, answer.data);
  return draft ? { ok: true, story: draft, usage: answer.usage } : failed('unknown', 'answer is not a story');
}

/**
 * Finds every Instagram account that the token reaches: through Pages given to
 * the person or system user, and through the businesses that own the Pages. A
 * token without the business permission finds the former alone.
 */
export async function discoverAccounts(
  config: MetaConfig,
): Promise<{ ok: true; accounts: AccountDraft[] } | MetaFailure> {
  const pageFields = `id,name,instagram_business_account{${accountFields}}`;
  const own = await readAll(config, 'me/accounts', pageFields);
  if (!own.ok) return own;
  const found = own.items.map(readPageAccount);
  const businesses = await readAll(config, 'me/businesses', 'id,name');
  if (!businesses.ok && !isClosed(businesses)) return businesses;
  for (const business of businesses.ok ? businesses.items : []) {
    const id = z.object({ id: wireId }).safeParse(business).data?.id;
    if (id === undefined) continue;
    const pages = await readAll(config, `${encodeURIComponent(id)}/owned_pages`, pageFields);
    if (pages.ok) found.push(...pages.items.map(readPageAccount));
    else if (!isClosed(pages)) return pages;
    const direct = await readAll(
      config,
      `${encodeURIComponent(id)}/instagram_business_accounts`,
      accountFields,
    );
    if (direct.ok) found.push(...direct.items.map(readAccountDraft));
    else if (!isClosed(direct)) return direct;
  }
  const accounts = new Map(
    found.flatMap((account) => (account ? [[account.igUserId, account] as const] : [])),
  );
  return { ok: true, accounts: [...accounts.values()] };
}

/**
 * Whether an edge is simply not open to this token, as opposed to a call that failed: a number
 * that is not in our table says neither, and would make the list shorter than it is.
 */
const isClosed = ({ error }: MetaFailure) =>
  error !== null && ['permission', 'missing', 'permanent'].includes(classifyGraphError(error).class);

async function readAll(
  config: MetaConfig,
  path: string,
  fields: string,
): Promise<{ ok: true; items: unknown[] } | MetaFailure> {
  const items: unknown[] = [];
  let after: string | undefined;
  for (let page = 0; page < maxPages; page += 1) {
    const query = { fields, limit: '100', ...(after && { after }) };
    const outcome = await metaRequest(config, { method: 'GET', path, query });
    const answer = readAnswer(outcome, graphPage, new Date());
    if (!answer.ok) return answer;
    items.push(...answer.data.data);
    after = nextCursor(answer.data);
    if (after === undefined) return { ok: true, items };
  }
  return endless;
}

/**
 * Asks Meta about the configured token. The app vouches for the question with
 * its own token, `id|secret`; the token asked about has to stand in the query.
 */
export async function debugToken(config: MetaConfig): Promise<{ ok: true; token: TokenFacts } | MetaFailure> {
  const asApp: MetaConfig = { ...config, accessToken: `${config.appId}|${config.appSecret}` };
  const query = { input_token: config.accessToken };
  const outcome = await metaRequest(asApp, { method: 'GET', path: 'debug_token', query });
  const answer = readAnswer(outcome, tokenDebugWire, new Date());
  if (answer.ok) return { ok: true, token: tokenFacts(answer.data) };
  // Everything else that the question is made of is our own, and known to be right.
  return answer.error?.code === 100 ? { ok: true, token: foreignToken } : answer;
}

/** What Meta calls the system user that the configured token was made for. NULL: it does not say. */
export async function readTokenHolder(
  config: MetaConfig,
): Promise<{ ok: true; name: string | null } | MetaFailure> {
  const outcome = await metaRequest(config, { method: 'GET', path: 'me', query: { fields: 'id,name' } });
  const answer = readAnswer(outcome, holderWire, new Date());
  return answer.ok ? { ok: true, name: answer.data.name } : answer;
}
