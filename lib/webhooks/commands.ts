import { createHash } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import type { Database, Queryable } from '#db/client.ts';
import { database } from '#db/pool.ts';
import { webhookInbox } from '#db/schema.ts';
import { env } from '../env.ts';
import { newId } from '../ids.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { keyring } from '../keyring.ts';
import { log } from '../log.ts';
import { sameText, seal } from '../seal.ts';
import { inboxRow } from './inbox-row.ts';
import { readRawBody, webhookLimitBytes } from './read-raw-body.ts';
import { verifySignature } from './verify-signature.ts';

export type WebhookSource = 'whatsapp' | 'instagram';

/** `repeated`: was here before, as Meta repeats for up to seven days. `malformed`: signed, and yet no JSON. */
export type Received = 'recorded' | 'repeated' | 'forged' | 'too_large' | 'malformed';

/**
 * Takes in a webhook: checks the signature over the bytes as they came, seals
 * and stores them, and queues the work, in one transaction. Nothing is read
 * from a body before its signature has been checked.
 * @param secrets the app's secret, and during a rotation the one before it
 */
export async function receiveWebhook(
  db: Database,
  {
    source,
    raw,
    signature,
    secrets,
  }: { source: WebhookSource; raw: Buffer; signature: string | null; secrets: string[] },
): Promise<Received> {
  if (raw.byteLength > webhookLimitBytes) return 'too_large';
  if (!verifySignature(raw, signature, secrets)) return 'forged';
  const text = readJsonText(raw);
  if (text === undefined) return 'malformed';
  const id = newId();
  return db.transaction(async (tx) => {
    const rows = await tx
      .insert(webhookInbox)
      .values({
        id,
        source,
        bodyHash: createHash('sha256').update(raw).digest('hex'),
        sealed: seal(keyring(), inboxRow(id), text),
      })
      .onConflictDoNothing({ target: webhookInbox.bodyHash })
      .returning({ id: webhookInbox.id });
    if (rows.length === 0) return 'repeated';
    await enqueue(tx, 'webhooks.process', { inboxId: id });
    return 'recorded';
  });
}

function readJsonText(raw: Buffer): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(raw);
    JSON.parse(text);
    return text;
  } catch {
    return undefined;
  }
}

/** Something in a webhook that could not be applied, without its contents. */
export type PoisonItem = { item: string; reason: string };

/** Marks a webhook as worked through, with what in it could not be applied. */
export async function finishWebhook(db: Queryable, inboxId: string, poison: PoisonItem[]): Promise<void> {
  await db
    .update(webhookInbox)
    .set({ processedAt: sql`now()`, poison: poison.length > 0 ? poison : null })
    .where(eq(webhookInbox.id, inboxId));
}

const statuses: Record<Received, number> = {
  recorded: 200,
  repeated: 200,
  forged: 401,
  too_large: 413,
  malformed: 400,
};

/** What the two webhook routes answer with; Meta's own edge, without session or Origin. */
export function webhookRoute(source: WebhookSource) {
  return {
    /** The handshake, which is not signed. Source: graph-api/webhooks/getting-started. */
    GET: (request: Request): Response => {
      const { searchParams } = new URL(request.url);
      const challenge = searchParams.get('hub.challenge') ?? '';
      const known = sameText(searchParams.get('hub.verify_token') ?? '', env().META_WEBHOOK_VERIFY_TOKEN);
      if (!known || searchParams.get('hub.mode') !== 'subscribe') return answer(403);
      return new Response(challenge, {
        headers: { ...headers, 'content-type': 'text/plain; charset=utf-8' },
      });
    },
    /** Any answer but a 200 makes Meta repeat, which is right when the database is away. */
    POST: async (request: Request): Promise<Response> => {
      const raw = await readRawBody(request);
      if (!raw) return answer(statuses.too_large);
      const signature = request.headers.get('x-hub-signature-256');
      const secrets = [env().META_APP_SECRET, env().META_APP_SECRET_PREVIOUS].filter(
        (secret) => secret !== undefined,
      );
      try {
        const received = await receiveWebhook(database(), { source, raw, signature, secrets });
        if (statuses[received] !== 200)
          log.warn({ source, received, bytes: raw.byteLength }, 'webhook_refused');
        return answer(statuses[received]);
      } catch (error) {
        log.error(
          { source, error: error instanceof Error ? error.message : String(error) },
          'webhook_not_recorded',
        );
        return answer(503);
      }
    },
  };
}

const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
const answer = (status: number) => new Response(null, { status, headers });
