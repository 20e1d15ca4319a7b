import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { asc, eq, sql } from 'drizzle-orm';
import sharp from 'sharp';
import type { Connection, Database } from '#db/client.ts';
import {
  account,
  publishEvent,
  region,
  repost,
  repostTarget,
  repostVersion,
  story,
  user,
} from '#db/schema.ts';
import { connectFromEnv } from '#lib/accounts/job/connect-from-env.ts';
import type { Env } from '#lib/env.ts';
import { newId } from '#lib/ids.ts';
import type { JobContext } from '#lib/jobs/job-context.ts';
import { log } from '#lib/log.ts';
import { releasePost } from '#lib/reposts/commands/release-post.ts';
import { sampleRegion, sampleStory } from './sample-brand.ts';
import type { Sandbox } from './sandbox.ts';

type Target = typeof repostTarget.$inferSelect;

/** Trouble is what these tests make: its lines would drown what they say. */
const quiet = log.child({}, { level: 'silent' });

/** A story as the sandbox's log of what it accepted has it. */
export type PublishedFact = { fact: string; container: string; story: string; url: string };

/** A brand whose accounts the sandbox has, a story to repost, and a host of files that Meta reaches. */
export type RepostScene = {
  context: (changes?: { db?: Database; graphUrl?: string; now?: () => Date }) => JobContext;
  accounts: readonly { id: string; igUserId: string; username: string; regionId: string }[];
  sourceStoryId: string;
  /** The region whose team makes the reposts. */
  teamId: string;
  /** An approved target with a version of its own, let go unless told. */
  addTarget: (over?: { accountId?: string; publishAt?: Date; release?: boolean }) => Promise<string>;
  target: (targetId: string) => Promise<Target>;
  events: (targetId: string) => Promise<{ step: string; outcome: string; errorCode: string | null }[]>;
  /** Lets time pass for a post: what is waited for is due, leases are over. */
  pass: (targetId: string, seconds: number) => Promise<void>;
  /** What the sandbox has really published of a target's version. */
  published: (targetId: string) => Promise<PublishedFact[]>;
  /** Files that were asked for, by the address that Meta was given. */
  fetched: () => readonly string[];
  close: () => Promise<void>;
};

/** @param connection the owner's, or as good as that: times are moved through it */
export async function startRepostScene(
  connection: Pick<Connection, 'db' | 'sql'>,
  sandbox: Sandbox,
  env: Env,
): Promise<RepostScene> {
  const { db } = connection;
  const picture = await sharp({ create: { width: 1080, height: 1920, channels: 3, background: '#2a9d8f' } })
    .jpeg()
    .toBuffer();
  const fetched: string[] = [];
  const files = createServer((request, response) => {
    fetched.push(request.url ?? '');
    response.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': picture.length });
    response.end(picture);
  });
  files.listen(0, '127.0.0.1');
  await once(files, 'listening');
  const base = `http://127.0.0.1:${(files.address() as AddressInfo).port}`;
  const whole: Env = { ...env, ...sandbox.env, STORYWIRE_URL: base };
  const context: RepostScene['context'] = ({ db: other = db, graphUrl, now = () => new Date() } = {}) => ({
    db: other,
    sql: connection.sql,
    env: graphUrl === undefined ? whole : { ...whole, META_GRAPH_URL: graphUrl },
    log: quiet,
    now,
    signal: new AbortController().signal,
  });

  await connectFromEnv(context());
  for (const { id } of await db.select({ id: account.id }).from(account)) {
    const regionId = await sampleRegion(db);
    await db
      .update(account)
      .set({ regionId, firstCheckedAt: new Date(0) })
      .where(eq(account.id, id));
  }
  const rows = await db.select().from(account).orderBy(asc(account.username));
  const accounts = rows.map(({ id, igUserId, username, regionId }) => ({
    id,
    igUserId,
    username,
    regionId: regionId!,
  }));
  const [team] = await db.select({ id: region.id }).from(region).where(eq(region.id, accounts[0]!.regionId));
  const source = accounts.at(-1)!;
  const original = await sampleStory(db, {
    accountId: source.id,
    regionId: source.regionId,
    postedAt: new Date(Date.now() - 60 * 60_000),
  });
  const [editor] = await db.insert(user).values({ name: 'Editor' }).returning({ id: user.id });
  const byUserId = editor!.id;

  const target: RepostScene['target'] = async (targetId) => {
    const [row] = await db.select().from(repostTarget).where(eq(repostTarget.id, targetId));
    return row!;
  };
  return {
    context,
    accounts,
    sourceStoryId: original.id,
    teamId: team!.id,
    addTarget: async ({ accountId = accounts[0]!.id, publishAt, release = true } = {}) => {
      const id = newId();
      const versionId = newId();
      await db.transaction(async (tx) => {
        const [made] = await tx
          .insert(repost)
          .values({ storyId: original.id, regionId: team!.id, byUserId })
          .returning({ id: repost.id });
        const repostId = made!.id;
        await tx.insert(repostVersion).values({
          id: versionId,
          repostId,
          number: 1,
          kind: 'image',
          storageKey: `reposts/${repostId}/${versionId}.jpg`,
          mimeType: 'image/jpeg',
          bytes: picture.length,
          sha256: '0'.repeat(64),
          width: 1080,
          height: 1920,
          byUserId,
        });
        await tx.insert(repostTarget).values({
          id,
          repostId,
          accountId,
          versionId,
          state: 'approved',
          ...(publishAt && { publishAt }),
        });
        if (release) await releasePost(tx, { targetId: id });
      });
      return id;
    },
    target,
    events: (targetId) =>
      db
        .select({ step: publishEvent.step, outcome: publishEvent.outcome, errorCode: publishEvent.errorCode })
        .from(publishEvent)
        .where(eq(publishEvent.targetId, targetId))
        .orderBy(asc(publishEvent.id)),
    pass: async (targetId, seconds) => {
      const back = sql`${seconds} * interval '1 second'`;
      await db
        .update(repostTarget)
        .set({
          dueAt: sql`${repostTarget.dueAt} - ${back}`,
          leaseUntil: sql`${repostTarget.leaseUntil} - ${back}`,
          containerAt: sql`${repostTarget.containerAt} - ${back}`,
          publishAskedAt: sql`${repostTarget.publishAskedAt} - ${back}`,
        })
        .where(eq(repostTarget.id, targetId));
    },
    published: async (targetId) => {
      const { versionId } = await target(targetId);
      const { facts } = await sandbox.get<{ facts: PublishedFact[] }>('/_sandbox/acceptance');
      return facts.filter(({ fact, url }) => fact === 'published' && url.includes(versionId!));
    },
    fetched: () => fetched,
    close: async () => {
      files.closeAllConnections();
      files.close();
      await once(files, 'close');
    },
  };
}

/** Every story that is known by Meta's id. */
export const storyByMedia = (db: Database, mediaId: string) =>
  db.select().from(story).where(eq(story.mediaId, mediaId));
