import { endAlarm } from '../alarms/commands.ts';
import { metaConfig } from '../accounts/meta-config.ts';
import { newId } from '../ids.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { dueChannel } from '../live/notify.ts';
import { subscribeApp } from '../whatsapp/client.ts';
import { addsUp } from './adds-up.ts';
import { keepAlarms, raiseAlarm } from './commands/raise-alarm.ts';
import { listUnwelcomed, queueJoined } from './commands/queue-joined.ts';
import { hasRoom } from './queries/has-room.ts';
import { expireLeases, resolveAttempts } from './commands/sweep-attempts.ts';
import { watchLimits } from './commands/watch-limits.ts';
import { endPauses, endUseless, matchOrphans, requeueMissing } from './commands/sweep-messages.ts';
import { askSenders } from './job/ask-senders.ts';
import { refreshSender } from './job/refresh-sender.ts';
import { SenderDispatcher } from './job/sender-dispatcher.ts';
import { beat } from './job/heartbeat.ts';
import { syncTemplates } from './job/sync-templates.ts';
import { createWake } from './job/wake.ts';
import { watchAlarms } from './job/watch-alarms.ts';
import { type AuditCounts, countForAudit } from './queries/audit-counts.ts';
import { findUnreached } from './queries/find-alarms.ts';
import { listSenders, openSender } from './queries/senders.ts';
import { templateSet } from './templates/template-set.ts';

/** A notification may be missed; looking costs little. */
const lookEveryMs = 1_000;

/**
 * Sends due messages until the context's signal aborts; then holds back what is
 * not yet written, waits for what is, and hands over. One dispatcher per sender
 * works at a time, among all workers.
 */
export async function startDispatcher(context: JobContext): Promise<void> {
  const { db, log, signal } = context;
  const owner = newId();
  const dispatchers = new Map<string, SenderDispatcher>();
  const { wake, wait } = createWake();
  const listener = listenForDue(context, wake);
  signal.addEventListener('abort', wake, { once: true });
  while (!signal.aborted) {
    let more = false;
    try {
      for (const { id, throughputPerSecond } of await listSenders(db)) {
        const options = { senderId: id, owner, throughputPerSecond, wake };
        const dispatcher = dispatchers.get(id) ?? new SenderDispatcher(context, options);
        dispatchers.set(id, dispatcher);
        dispatcher.changePace(throughputPerSecond);
        more = (await dispatcher.tick()) || more;
      }
    } catch (error) {
      log.error({ error: error instanceof Error ? error.message : String(error) }, 'dispatch_failed');
    }
    if (!more) await wait(lookEveryMs);
  }
  const ends = [...dispatchers.values()].map((dispatcher) => dispatcher.stop());
  for (const end of await Promise.allSettled(ends)) {
    if (end.status === 'rejected') log.error({ error: String(end.reason) }, 'dispatcher_not_handed_over');
  }
  await listener.close();
}

/** Rings when something is due; the driver listens anew by itself after a lost connection, and rings then as well. */
function listenForDue({ sql, log }: JobContext, wake: () => void) {
  const listening = sql.listen(dueChannel, wake, wake).catch((error: unknown) => {
    log.warn({ error: String(error) }, 'dispatcher_not_listening');
    return undefined;
  });
  return { close: async () => (await listening)?.unlisten() };
}

/** Sends everything that is due now, and returns when its outcomes are stored. For tests and tools. */
export async function dispatchOnce(context: JobContext): Promise<void> {
  for (const { id, throughputPerSecond } of await listSenders(context.db)) {
    const options = { senderId: id, owner: newId(), throughputPerSecond, wake: () => {} };
    const dispatcher = new SenderDispatcher(context, options);
    try {
      await dispatcher.tick();
      await dispatcher.settle();
      // The first round may have claimed nothing for want of pictures, which are uploaded now.
      while (await dispatcher.tick()) await dispatcher.settle();
    } finally {
      await dispatcher.settle();
      await dispatcher.stop();
    }
  }
}

/** What a sweep found to put right. */
export type Swept = {
  leases: number;
  absent: number;
  unconfirmed: number;
  ended: number;
  orphans: number;
  plans: number;
  webhooks: number;
  templates: number;
  joined: number;
};

/**
 * Finds what stopped half way and brings it to an end, by the database's
 * clock: leases that ran out, attempts in doubt, messages of no more use,
 * statuses without a message, work that nobody queued. Safe to run anywhere,
 * any number of times.
 */
export async function sweepOnce(context: JobContext): Promise<Swept> {
  const { db, env, log } = context;
  const leases = await expireLeases(db);
  const orphans = await matchOrphans(db);
  const resolved = await resolveAttempts(db);
  const ended = await endUseless(db);
  await endPauses(db);
  await watchLimits(db);
  const names = templateSet(env.STORYWIRE_URL).map(({ definition }) => definition.name);
  const missing = await requeueMissing(db, names);
  const unwelcomed = await listUnwelcomed(db);
  const joined = await db.transaction((tx) => queueJoined(tx, { numberIds: unwelcomed }));
  await watchAlarms(context);
  const swept: Swept = { leases, orphans, ...resolved, ended, ...missing, joined };
  if (swept.unconfirmed > 0) log.error({ unconfirmed: swept.unconfirmed }, 'messages_unconfirmed');
  if (Object.values(swept).some((count) => count > 0)) log.info(swept, 'swept');
  return swept;
}

/**
 * Checks that what was planned has ended or is on its way. When it adds up,
 * the heartbeat is sent; when it does not, or the database's disk is full, it
 * says so loudly and withholds it.
 */
export async function auditOnce(context: JobContext): Promise<AuditCounts & { ok: boolean }> {
  const { db, log } = context;
  const counts = await countForAudit(db);
  const { inDoubt } = counts;
  if (!(await hasRoom(db))) {
    // It takes no alarm either; the missing heartbeat is the alarm.
    log.error('database_full');
    return { ...counts, ok: false };
  }
  const ok = addsUp(counts);
  if (ok) log.info(counts, 'audit');
  else log.error(counts, 'audit_mismatch');
  if (inDoubt > 0) log.warn({ inDoubt }, 'attempts_in_doubt');
  const mismatch = { kind: 'mismatch', thing: 'audit' } as const;
  if (ok) await endAlarm(db, mismatch);
  else await db.transaction((tx) => raiseAlarm(tx, { ...mismatch, detail: counts }));
  await keepAlarms(db, 'unreached', await findUnreached(db, context.now()));
  if (ok) await beat(context);
  return { ...counts, ok };
}

/** `complete: false`: Meta could not be asked for everything, or refused; worth another try later. */
export type PreparedSender = { senderId: string; complete: boolean };

/**
 * Makes the environment's WhatsApp number ready to send: finds the token that
 * reads it, reads its pace and limit, subscribes to its webhooks, submits the
 * templates. Run at every start, after a token was connected, and safe to
 * repeat. Meta being away never stops a worker from starting.
 * @param tokenId the token that is to send before others that can: the environment's
 * @returns undefined when WhatsApp is not set up, which is a feed without alerts, or no token has ever read the number
 */
export async function prepareSender(
  context: JobContext,
  { tokenId }: { tokenId: string | undefined },
): Promise<PreparedSender | undefined> {
  const { db, env, log } = context;
  const phoneNumberId = env.WHATSAPP_PHONE_NUMBER_ID;
  const wabaId = env.WHATSAPP_BUSINESS_ACCOUNT_ID;
  if (phoneNumberId === undefined || wabaId === undefined) return undefined;
  const { senderId, complete } = await askSenders(context, {
    own: { phoneNumberId, wabaId },
    first: tokenId,
  });
  if (senderId === undefined) return undefined;
  const opened = await openSender(db, senderId);
  if (!opened) return { senderId, complete: false };
  const config = metaConfig(env, opened.accessToken);
  const [read, subscribed] = await Promise.all([
    refreshSender(context, { senderId }),
    subscribeApp(config, wabaId),
  ]);
  if (!subscribed.ok) log.warn({ senderId, details: subscribed.details }, 'webhooks_not_subscribed');
  const synced = await syncTemplates(context, { senderId });
  return { senderId, complete: complete && read && subscribed.ok && synced };
}
