import { z } from 'zod';
import { wireId, wireText } from '#lib/meta/wire.ts';

/** An Instagram professional account that a token reaches. */
export type AccountDraft = {
  /** The id that story reads and webhooks use. */
  igUserId: string;
  /** Without `@`. The id where Meta gives no name. */
  username: string;
  name: string;
  /** NULL: no picture, or not told. */
  profilePictureUrl: string | null;
};

export const accountFields = 'id,username,name,profile_picture_url';

const instagramAccount = z.object({
  id: wireId,
  username: wireText,
  name: wireText,
  profile_picture_url: wireText,
});
const pageWire = z.object({ id: wireId, instagram_business_account: z.unknown().optional() });

/** Reads one account, such as an item of `/{business}/instagram_business_accounts`. */
export function readAccountDraft(json: unknown): AccountDraft | undefined {
  const parsed = instagramAccount.safeParse(json);
  if (!parsed.success) return undefined;
  const { id, username, name, profile_picture_url: profilePictureUrl } = parsed.data;
  const handle = username?.replace(/^@/, '') ?? id;
  return { igUserId: id, username: handle, name: name ?? handle, profilePictureUrl };
}

/**
 * Reads the account behind a Facebook Page.
 * @returns null for a Page without one, undefined when this is no Page
 */
export function readPageAccount(json: unknown): AccountDraft | null | undefined {
  const page = pageWire.safeParse(json).data;
  if (!page) return undefined;
  return page.instagram_business_account ? readAccountDraft(page.instagram_business_account) : null;
}
