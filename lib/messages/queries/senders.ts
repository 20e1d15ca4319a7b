import { and, asc, eq, sql } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { media, sender, template } from '#db/schema.ts';
import { readToken } from '../../accounts/queries.ts';
import type { TemplateStanding } from '../templates/template-standing.ts';

/** A sender, as the dispatcher needs it. */
export type SenderRow = {
  id: string;
  phoneNumberId: string;
  wabaId: string;
  /** NULL: none sends. */
  tokenId: string | null;
  throughputPerSecond: number;
};

/** The brand's numbers that messages go out from; one, as things are. */
export async function listSenders(db: Queryable): Promise<SenderRow[]> {
  return db.select(senderColumns).from(sender).orderBy(asc(sender.createdAt), asc(sender.id));
}

const senderColumns = {
  id: sender.id,
  phoneNumberId: sender.phoneNumberId,
  wabaId: sender.wabaId,
  tokenId: sender.tokenId,
  throughputPerSecond: sender.throughputPerSecond,
};

/** @param phoneNumberId Meta's id of the number */
export async function findSender(db: Queryable, phoneNumberId: string): Promise<SenderRow | undefined> {
  const [row] = await db.select(senderColumns).from(sender).where(eq(sender.phoneNumberId, phoneNumberId));
  return row;
}

/** @throws when there is no such sender */
async function getSender(db: Queryable, senderId: string): Promise<SenderRow> {
  const [row] = await db.select(senderColumns).from(sender).where(eq(sender.id, senderId));
  if (!row) throw new Error('There is no such sender.');
  return row;
}

/** A sender that can be called for, with its opened token: never logged, never sent to a browser. */
export type OpenSender = { from: SenderRow & { tokenId: string }; accessToken: string };

/** The sender as it now is; undefined while no token that works sends from it. */
export async function openSender(db: Queryable, senderId: string): Promise<OpenSender | undefined> {
  const from = await getSender(db, senderId);
  const { tokenId } = from;
  if (tokenId === null) return undefined;
  const accessToken = await readToken(db, tokenId);
  return accessToken === undefined ? undefined : { from: { ...from, tokenId }, accessToken };
}

/** Where the templates of a sender stand with Meta. */
export async function listTemplateStandings(db: Queryable, senderId: string): Promise<TemplateStanding[]> {
  return db
    .select({
      name: template.name,
      language: template.language,
      state: template.state,
      category: template.category,
    })
    .from(template)
    .where(eq(template.senderId, senderId));
}

/** A picture that a message will need, and that this sender has not uploaded. */
export type MissingUpload = { mediaId: string; storageKey: string; mimeType: string };

/**
 * The pictures that are to be uploaded now: of the newest story of every
 * message that is due within half a minute.
 */
export async function listMissingUploads(db: Queryable, senderId: string): Promise<MissingUpload[]> {
  return db
    .select({ mediaId: media.id, storageKey: media.storageKey, mimeType: media.mimeType })
    .from(media)
    .where(
      and(
        eq(media.rendition, 'whatsapp'),
        sql`${media.storyId} in (
          select (
            select s.id from alert a join story s on s.id = a.story_id
            where a.message_id = m.id order by s.posted_at desc, s.id desc limit 1
          )
          from message m
          where m.sender_id = ${senderId} and m.state in ('planned', 'held') and m.kind in ('story', 'rollup', 'summary')
            and m.due_at <= now() + interval '30 seconds'
        )`,
        sql`not exists (
          select 1 from upload u
          where u.media_id = ${media.id} and u.sender_id = ${senderId} and u.expires_at > now() + interval '5 minutes'
        )`,
      ),
    )
    .limit(100);
}
