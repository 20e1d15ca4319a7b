import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import sharp from 'sharp';
import {
  alarm,
  alert,
  attempt,
  media,
  message,
  number,
  plan,
  statusEvent,
  story,
  template,
  webhookInbox,
} from '#db/schema.ts';
import { connectToken } from '#lib/accounts/commands/connect-token.ts';
import { systemActor } from '#lib/actor.ts';
import { planStory } from '#lib/alerts/job.ts';
import type { JobContext } from '#lib/jobs/job-context.ts';
import { mediaStorage } from '#lib/media/storage.ts';
import { prepareSender } from '#lib/messages/job.ts';
import { unsealNumber } from '#lib/numbers/queries/unseal-number.ts';
import { receiveWebhook } from '#lib/webhooks/commands.ts';
import { processInbox } from '#lib/webhooks/job.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { eventually } from '#tests/support/eventually.ts';
import { jobContext } from '#tests/support/job-context.ts';
import { sampleAccount, sampleNumber, sampleRegion, sampleStory } from '#tests/support/sample-brand.ts';
import { type Sandbox, startSandbox } from '#tests/support/sandbox.ts';

export type AcceptedFact = {
  fact: string;
  wamid: string;
  to: string;
  opaque: string | null;
  template: string | null;
  language: string | null;
  text: string;
};

/** A brand with one region that posts, one that is told, and the sandbox as Meta. */
export type Scene = {
  test: TestDatabase;
  sandbox: Sandbox;
  context: JobContext;
  senderId: string;
  tokenId: string;
  /** Posts, and is told of nothing of its own. */
  source: { regionId: string; accountId: string };
  /** Is told. */
  targetId: string;
  addNumber: (label?: string) => Promise<string>;
  /** Stores a story whose media is settled, and plans it. */
  tell: (over?: { picture?: boolean; postedAt?: Date }) => Promise<string>;
  addStory: (over?: { picture?: boolean; postedAt?: Date }) => Promise<string>;
  /** Lets every webhook that has come be worked through. */
  drainInbox: () => Promise<void>;
  /** Webhooks arrive, and lie in the inbox until drained; false answers them with a 503. */
  setReceiving: (receiving: boolean) => void;
  facts: (numberId?: string) => Promise<AcceptedFact[]>;
  messagesOf: (numberId: string) => Promise<(typeof message.$inferSelect)[]>;
  attemptsOf: (messageId: string) => Promise<(typeof attempt.$inferSelect)[]>;
  digits: (numberId: string) => Promise<string>;
  /** Ends every interval and pause, as time would. */
  passInterval: () => Promise<void>;
  clear: () => Promise<void>;
  close: () => Promise<void>;
};

export async function startScene(): Promise<Scene> {
  const test = await testDatabase();
  const data = await mkdtemp(join(tmpdir(), 'storywire-scene-'));
  let secret = '';
  let receiving = true;
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://scene');
    if (request.method === 'GET') return void response.end(url.searchParams.get('hub.challenge'));
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (!receiving) return void response.writeHead(503).end();
      const signature = request.headers['x-hub-signature-256'];
      const raw = Buffer.concat(chunks);
      receiveWebhook(test.db, { source: 'whatsapp', raw, signature: String(signature), secrets: [secret] })
        .then((received) =>
          response.writeHead(received === 'recorded' || received === 'repeated' ? 200 : 400).end(),
        )
        .catch(() => response.writeHead(503).end());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const sandbox = await startSandbox({
    callbackUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
  secret = sandbox.env.META_APP_SECRET;
  const context = jobContext(test, {
    env: { ...sandbox.env, STORYWIRE_DATA: data, STORYWIRE_URL: 'https://stories.example.org' },
  });
  const { db } = test;

  const drainInbox = async () => {
    for (;;) {
      const rows = await db
        .select({ id: webhookInbox.id })
        .from(webhookInbox)
        .where(sql`${webhookInbox.processedAt} is null`);
      if (rows.length === 0) return;
      for (const { id } of rows) await processInbox(context, { inboxId: id });
    }
  };
  const accessToken = sandbox.env.META_ACCESS_TOKEN;
  const tokenId = await connectToken(db, {
    actor: systemActor('test'),
    accessToken,
    verdict: undefined,
    now: new Date(),
  });
  const prepared = await prepareSender(context, { tokenId });
  if (!prepared?.complete) throw new Error('The sender is not ready.');
  await eventually('the templates are approved', async () => {
    await drainInbox();
    const rows = await db.select({ state: template.state }).from(template);
    return rows.length > 0 && rows.every(({ state }) => state === 'approved');
  });

  const sourceId = await sampleRegion(db, { name: 'Brazil', countries: ['BR'], language: 'en' });
  const targetId = await sampleRegion(db, { name: 'Portugal', countries: ['PT'], language: 'en' });
  const source = { regionId: sourceId, accountId: await sampleAccount(db, sourceId) };
  const addStory: Scene['addStory'] = async ({
    picture = false,
    postedAt = new Date(Date.now() - 30_000),
  } = {}) => {
    const { id } = await sampleStory(db, { ...source, postedAt });
    if (picture) await addPicture(test, data, id);
    await db
      .update(story)
      .set({ mediaState: picture ? 'archived' : 'none', foundAt: new Date() })
      .where(eq(story.id, id));
    return id;
  };
  const digits = async (numberId: string) => {
    const [row] = await db.select().from(number).where(eq(number.id, numberId));
    if (!row) throw new Error('There is no such number.');
    return unsealNumber(row).slice(1);
  };
  return {
    test,
    sandbox,
    context,
    senderId: prepared.senderId,
    tokenId,
    source,
    targetId,
    addNumber: (label = 'Ana') => sampleNumber(db, targetId, label),
    addStory,
    tell: async (over) => {
      const storyId = await addStory(over);
      await planStory(context, { storyId });
      return storyId;
    },
    drainInbox,
    setReceiving: (next) => (receiving = next),
    facts: async (numberId) => {
      const { facts } = await sandbox.get<{ facts: AcceptedFact[] }>('/_sandbox/acceptance');
      const to = numberId === undefined ? undefined : await digits(numberId);
      return facts.filter((each) => each.fact === 'accepted' && (to === undefined || each.to.endsWith(to)));
    },
    messagesOf: (numberId) =>
      db.select().from(message).where(eq(message.numberId, numberId)).orderBy(message.createdAt, message.id),
    attemptsOf: (messageId) =>
      db.select().from(attempt).where(eq(attempt.messageId, messageId)).orderBy(attempt.n),
    digits,
    passInterval: async () => {
      await db.execute(sql`update number set buzz_free_at = '-infinity', not_before = null`);
      await db.execute(sql`update sender set paused_until = null, lease_until = '-infinity'`);
      await db.execute(
        sql`update message set due_at = least(due_at, now()) where state in ('planned', 'held')`,
      );
    },
    clear: async () => {
      await sandbox.remove('/_sandbox/faults');
      await sandbox.post('/_sandbox/webhooks/release');
      receiving = true;
      await eventually('the webhooks of the test before have come', async () => {
        const { webhooks } = await sandbox.get<{ webhooks: { waiting: number; held: number } }>(
          '/_sandbox/state',
        );
        return webhooks.waiting + webhooks.held === 0;
      });
      await db.delete(statusEvent);
      await db.delete(alert);
      await db.delete(attempt);
      await db.delete(message);
      await db.delete(plan);
      await db.update(story).set({ alerted: false });
      await db.delete(webhookInbox);
      await db.delete(number);
      await db.delete(alarm);
      await db.execute(
        sql`update sender set paused_until = null, paused_reason = null, lease_until = '-infinity',
          breaker_opened_at = null, breaker_probe_at = null, people_per_day = null`,
      );
      await db.execute(sql`update token set state = 'healthy', broken_reason = null`);
    },
    close: async () => {
      await sandbox.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await test.close();
      await rm(data, { recursive: true, force: true });
    },
  };
}

async function addPicture({ db }: TestDatabase, data: string, storyId: string): Promise<void> {
  const bytes = await sharp({ create: { width: 90, height: 160, channels: 3, background: '#884422' } })
    .jpeg()
    .toBuffer();
  const storageKey = `${storyId}/${randomBytes(4).toString('hex')}.jpg`;
  const stored = await mediaStorage({ STORYWIRE_DATA: data }).putFile(storageKey, bytes);
  await db.insert(media).values({
    storyId,
    rendition: 'whatsapp',
    storageKey,
    mimeType: 'image/jpeg',
    ...stored,
    width: 90,
    height: 160,
  });
}
