import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { alarm, story } from '#db/schema.ts';
import { endAlarm, openAlarm } from '#lib/alarms/commands.ts';
import type { JobContext } from '#lib/jobs/job-context.ts';
import { auditOnce, dispatchOnce, sweepOnce } from '#lib/messages/job.ts';
import { noteStoreTrouble } from '#lib/stories/commands.ts';
import type { AlarmKind } from '#lib/words.ts';
import { type Scene, startScene } from './scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.close());
beforeEach(async () => {
  await scene.clear();
  await scene.test.db.delete(alarm);
  await scene.sandbox.post('/_sandbox/faults', { match: 'webhooks', fault: { webhooks: { hold: true } } });
});

const open = (kind: AlarmKind) =>
  scene.test.db
    .select()
    .from(alarm)
    .where(and(eq(alarm.kind, kind), isNull(alarm.endedAt)));
/** A message that was accepted, aged so that it counts as sent some time ago. */
const sentAgo = async (minutes: number) => {
  const numberId = await scene.addNumber();
  await scene.tell();
  await dispatchOnce(scene.context);
  await scene.test.db.execute(
    sql`update attempt set started_at = started_at - ${minutes} * interval '1 minute'`,
  );
  return numberId;
};
const makeUnconfirmed = async () => {
  const numberId = await sentAgo(5);
  await scene.test.db.execute(sql`update attempt set outcome = 'uncertain', wamid = null`);
  await scene.test.db.execute(sql`update message set state = 'unconfirmed', failed_at = now(), wamid = null`);
  const [row] = await scene.messagesOf(numberId);
  if (!row) throw new Error('There is no message.');
  return row;
};

describe('an alarm', () => {
  test('of a kind is open once for each thing, however often and by whomever it is raised', async () => {
    const raise = (detail = {}) =>
      scene.test.db.transaction((tx) => openAlarm(tx, { kind: 'limit_near', thing: 'x', detail }));
    const raised = await Promise.all([raise(), raise(), raise(), raise()]);
    expect(raised.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(await raise({ used: 7 })).toMatchObject({ isNew: false });
    expect(await open('limit_near')).toMatchObject([{ times: 5, detail: { used: 7 } }]);
  });

  test('ends once, and may come again', async () => {
    const { db } = scene.test;
    await openAlarm(db, { kind: 'limit_near', thing: 'x' });
    expect(await endAlarm(db, { kind: 'limit_near', thing: 'x' })).toBe(true);
    expect(await endAlarm(db, { kind: 'limit_near', thing: 'x' })).toBe(false);
    expect(await openAlarm(db, { kind: 'limit_near', thing: 'x' })).toMatchObject({ isNew: true });
    expect(await db.$count(alarm)).toBe(2);
  });
});

describe('the sweeper', () => {
  test('raises an alarm for an unconfirmed message, for its region, until it is delivered after all', async () => {
    const row = await makeUnconfirmed();
    await sweepOnce(scene.context);
    await sweepOnce(scene.context);
    expect(await open('unconfirmed')).toMatchObject([{ thing: row.id, regionId: scene.targetId, times: 1 }]);
    await scene.test.db.execute(sql`update message set state = 'delivered', delivered_at = now()`);
    await sweepOnce(scene.context);
    expect(await open('unconfirmed')).toEqual([]);
  });

  test('raises an alarm while the store refuses stories, not while they wait for something else since', async () => {
    const { db } = scene.test;
    await scene.tell();
    const [waiting] = await db.update(story).set({ mediaState: 'pending' }).returning({ id: story.id });
    await noteStoreTrouble(db, { storyId: waiting!.id });
    await sweepOnce(scene.context);
    expect(await open('storage_failing')).toMatchObject([{ thing: 'media', detail: { stories: 1 } }]);
    await db.execute(sql`update story set store_trouble_at = now() - interval '16 minutes'`);
    await sweepOnce(scene.context);
    expect(await open('storage_failing')).toEqual([]);
    await noteStoreTrouble(db, { storyId: waiting!.id });
    await sweepOnce(scene.context);
    expect(await open('storage_failing')).toMatchObject([{ thing: 'media' }]);
  });

  test('raises an alarm while a token that is needed is broken', async () => {
    await scene.test.db.execute(sql`update token set state = 'broken', broken_reason = 'expired'`);
    await sweepOnce(scene.context);
    expect(await open('token_broken')).toMatchObject([{ thing: scene.tokenId, detail: { senders: 1 } }]);
    await scene.test.db.execute(sql`update token set state = 'healthy', broken_reason = null`);
    await sweepOnce(scene.context);
    expect(await open('token_broken')).toEqual([]);
  });

  test('warns two weeks, one week and a day before a token in use ends, each once, and no more once it is renewed', async () => {
    const endsIn = async (days: number) => {
      await scene.test.db.execute(
        sql`update token set expires_at = now() + make_interval(secs => ${days * 86_400})`,
      );
      await sweepOnce(scene.context);
      await sweepOnce(scene.context);
      return { soon: await open('token_expiring'), now: await open('token_ending') };
    };
    const warned = (stage: number, days: number) => ({
      thing: `${scene.tokenId} ${stage}`,
      times: 1,
      detail: { days, senders: 1 },
    });
    expect(await endsIn(15)).toEqual({ soon: [], now: [] });
    expect(await endsIn(13.5)).toMatchObject({ soon: [warned(14, 14)], now: [] });
    expect(await endsIn(6.5)).toMatchObject({ soon: [warned(7, 7)], now: [] });
    expect(await endsIn(0.5)).toMatchObject({ soon: [], now: [warned(1, 1)] });
    expect(await endsIn(60)).toEqual({ soon: [], now: [] });
    await scene.test.db.execute(sql`update token set expires_at = null`);
  });

  test('raises an alarm for a kind of which no template is approved, though not while it is just set up', async () => {
    const states = (state: string) =>
      scene.test.db.execute(sql`update template set state = ${state} where name like 'storywire_joined%'`);
    await states('paused');
    await sweepOnce(scene.context);
    expect(await open('template_unusable')).toEqual([]);
    await scene.test.db.execute(sql`update sender set created_at = now() - interval '1 hour'`);
    await sweepOnce(scene.context);
    expect(await open('template_unusable')).toMatchObject([
      { thing: `${scene.senderId} joined`, detail: { kind: 'joined' } },
    ]);
    await states('approved');
    await sweepOnce(scene.context);
    expect(await open('template_unusable')).toEqual([]);
    await scene.test.db.execute(sql`update sender set created_at = now()`);
  });

  test('raises an alarm when messages are accepted and no status of any comes, until one does', async () => {
    await sentAgo(9);
    await sweepOnce(scene.context);
    expect(await open('webhooks_silent')).toEqual([]);
    await scene.test.db.execute(sql`update attempt set started_at = started_at - interval '2 minutes'`);
    await sweepOnce(scene.context);
    expect(await open('webhooks_silent')).toMatchObject([{ thing: scene.senderId, detail: { messages: 1 } }]);
    await scene.sandbox.remove('/_sandbox/faults');
    await scene.sandbox.post('/_sandbox/webhooks/release');
    await expect
      .poll(
        async () => {
          await scene.drainInbox();
          await sweepOnce(scene.context);
          return open('webhooks_silent');
        },
        { timeout: 20_000 },
      )
      .toEqual([]);
  });
});

describe('a region of which nobody was reached', () => {
  const planAgo = (minutes: number) =>
    scene.test.db.execute(sql`update plan set planned_at = now() - ${minutes} * interval '1 minute'`);

  test('is an alarm of that region half an hour after the plan, until somebody is reached', async () => {
    await sentAgo(0);
    await planAgo(29);
    await auditOnce(scene.context);
    expect(await open('unreached')).toEqual([]);
    await planAgo(31);
    await auditOnce(scene.context);
    expect(await open('unreached')).toMatchObject([
      { thing: scene.targetId, regionId: scene.targetId, detail: { phones: 1 } },
    ]);
    await scene.test.db.execute(sql`update number set last_reached_at = now()`);
    await auditOnce(scene.context);
    expect(await open('unreached')).toEqual([]);
  });

  test('is none in its quiet hours, nor while its messages are held', async () => {
    await sentAgo(0);
    await planAgo(31);
    await scene.test.db.execute(sql`update region set quiet_hours = '22:00-06:00'`);
    await auditOnce({ ...scene.context, now: () => new Date('2030-01-01T02:00:00Z') });
    await scene.test.db.execute(sql`update region set quiet_hours = null`);
    expect(await open('unreached')).toEqual([]);
    await scene.test.db.execute(
      sql`update message set state = 'held', held_reason = 'daily_limit', due_at = now() + interval '1 hour'`,
    );
    await auditOnce(scene.context);
    expect(await open('unreached')).toEqual([]);
  });
});

describe('the heartbeat', () => {
  let server: Server;
  let beats: string[];
  let status: number;
  let context: JobContext;
  beforeEach(async () => {
    beats = [];
    status = 200;
    server = createServer((request, response) => {
      beats.push(`${request.method} ${request.url}`);
      response.writeHead(status).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/beat`;
    context = { ...scene.context, env: { ...scene.context.env, STORYWIRE_HEARTBEAT_URL: url } };
    return () => new Promise((resolve) => server.close(resolve));
  });

  test('beats at each audit that adds up, and the alarm is over', async () => {
    await openAlarm(scene.test.db, { kind: 'mismatch', thing: 'audit' });
    await sentAgo(0);
    expect(await auditOnce(context)).toMatchObject({ ok: true });
    expect(beats).toEqual(['GET /beat']);
    expect(await open('mismatch')).toEqual([]);
  });

  test('is withheld, and an alarm raised, when a row was deleted behind the system’s back', async () => {
    await sentAgo(0);
    await scene.test.db.execute(sql`delete from alert`);
    expect(await auditOnce(context)).toMatchObject({ ok: false });
    expect(await auditOnce(context)).toMatchObject({ ok: false });
    expect(beats).toEqual([]);
    expect(await open('mismatch')).toMatchObject([
      { thing: 'audit', times: 2, detail: { planned: 1, ended: 0, inFlight: 0 } },
    ]);
  });

  test('that fails breaks nothing', async () => {
    status = 500;
    expect(await auditOnce(context)).toMatchObject({ ok: true });
    const gone = { ...context, env: { ...context.env, STORYWIRE_HEARTBEAT_URL: 'http://127.0.0.1:1/' } };
    expect(await auditOnce(gone)).toMatchObject({ ok: true });
    expect(beats).toHaveLength(1);
  });
});
