import { account, repostVersion, token } from '#db/schema.ts';
import type { Database } from '#db/client.ts';
import { newId } from '#lib/ids.ts';

/** A picture that was finished for a repost; its file is not there. */
export async function sampleVersion(
  db: Database,
  { repostId, byUserId, number = 1 }: { repostId: string; byUserId: string; number?: number },
): Promise<string> {
  const id = newId();
  await db.insert(repostVersion).values({
    id,
    repostId,
    number,
    kind: 'image',
    design: {},
    storageKey: `reposts/${repostId}/${id}.jpg`,
    mimeType: 'image/jpeg',
    bytes: 1000,
    sha256: '0'.repeat(64),
    width: 1080,
    height: 1920,
    byUserId,
  });
  return id;
}

/** Lets a token that may publish reach every account there is. */
export async function letAccountsPublish(db: Database): Promise<void> {
  const [made] = await db
    .insert(token)
    .values({ hash: newId(), sealed: 'x', scopes: ['instagram_content_publish'] })
    .returning({ id: token.id });
  await db.update(account).set({ tokenId: made!.id });
}
