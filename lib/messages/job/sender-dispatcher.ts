import { setTimeout as delay } from 'node:timers/promises';
import { systemActor } from '../../actor.ts';
import { markTokenBroken } from '../../accounts/commands/connect-token.ts';
import { metaConfig } from '../../accounts/meta-config.ts';
import type { JobContext } from '../../jobs/job-context.ts';
import type { MetaConfig } from '../../meta/config.ts';
import { sendMessage } from '../../whatsapp/client.ts';
import type { SendOutcome } from '../../whatsapp/send-outcome.ts';
import { AdaptivePace } from '../adaptive-pace.ts';
import { classifySend, isTooFast, senderPauseMs, type SendVerdict } from '../classify-send.ts';
import { type ClaimedMessage, claimMessages } from '../commands/claim-messages.ts';
import { holdSender, releaseSender } from '../commands/sender-lease.ts';
import { type ClockReading, isTooOldToWrite } from '../lease-age.ts';
import { heldBack } from '../own-failures.ts';
import { listTemplateStandings, type OpenSender, openSender } from '../queries/senders.ts';
import { type OwnTemplate, templateSet } from '../templates/template-set.ts';
import { isSendable } from '../templates/template-standing.ts';
import { takeTurns } from '../take-turns.ts';
import { TokenBucket } from '../token-bucket.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { createUploads, type Uploads } from './uploads.ts';

/** What was claimed together, and with what it is sent. */
type Batch = {
  claimed: ClockReading;
  config: MetaConfig;
  from: OpenSender['from'];
  heldBack: string | undefined;
};

type DispatcherOptions = {
  senderId: string;
  /** Names this worker in leases. */
  owner: string;
  throughputPerSecond: number;
  /** Called when another tick is worth while. */
  wake: () => void;
};

const renewEveryMs = 5_000;
const mostInFlight = 200;
/**
 * No more is claimed ahead than is paced out in this time: what a killed worker
 * had claimed is in doubt, whether or not it got as far as sending it.
 */
const claimAheadSeconds = 0.25;
/** Pauses no longer than this are waited out by what is claimed. */
const waitsAtMostMs = 1_000;

const readClocks = (): ClockReading => ({ monotonicMs: performance.now(), wallMs: Date.now() });

/** Sends the messages of one sender, for as long as this worker holds it. */
export class SenderDispatcher {
  readonly #context: JobContext;
  readonly #options: DispatcherOptions;
  readonly #set: OwnTemplate[];
  readonly #uploads: Uploads;
  readonly #recorder: Recorder;
  readonly #pace = new AdaptivePace();
  readonly #bucket: TokenBucket;
  readonly #turn: () => Promise<void>;
  #mostAhead: number;
  #throughputPerSecond: number;
  readonly #inFlight = new Set<Promise<void>>();
  readonly #batches = new Set<Batch>();
  /** Claimed and still waiting for their turn. */
  #ahead = 0;
  /** Refusals of the token that the database does not know of yet. */
  #tokenRefusals = 0;
  #heldUntilMs = 0;
  #renewedMs = Number.NEGATIVE_INFINITY;

  constructor(context: JobContext, options: DispatcherOptions) {
    const { throughputPerSecond } = options;
    this.#context = context;
    this.#options = options;
    this.#set = templateSet(context.env.STORYWIRE_URL);
    this.#uploads = createUploads(context, options.wake);
    this.#recorder = createRecorder(context, () => this.#holdBack('too much fails'));
    this.#throughputPerSecond = throughputPerSecond;
    this.#bucket = new TokenBucket(paceOf(throughputPerSecond));
    this.#turn = takeTurns(this.#bucket, { nowMs: () => performance.now(), wait: delay });
    this.#mostAhead = Math.ceil(throughputPerSecond * claimAheadSeconds);
  }

  /** Goes on at the pace of this throughput, as far as Meta takes it, without a burst at the change. */
  changePace(throughputPerSecond: number): void {
    this.#throughputPerSecond = throughputPerSecond;
    this.#mostAhead = Math.ceil(throughputPerSecond * claimAheadSeconds);
    this.#keepPace();
  }

  /** Claims what is due and begins to send it. @returns whether there may be more at once */
  async tick(): Promise<boolean> {
    const { db, log } = this.#context;
    const { senderId } = this.#options;
    const room = Math.min(this.#mostAhead - this.#ahead, mostInFlight - this.#inFlight.size);
    if (room <= 0 || this.#isHeld() || !(await this.#hold())) return false;
    const ready = await findReadySender(this.#context, senderId);
    if (!ready) return false;
    await this.#uploads.begin(ready.config, ready.from);
    const standings = await listTemplateStandings(db, senderId);
    const batch: Batch = { claimed: readClocks(), ...ready, heldBack: undefined };
    const { claimed, unwritten } = await claimMessages(db, {
      senderId,
      set: this.#set,
      standings,
      limit: room,
      buzzes: standings.some(isSendable),
      uploading: this.#uploads.underWay(),
    });
    for (const each of unwritten) log.warn(each, 'message_not_written');
    if (claimed.length > 0) this.#begin(claimed, batch);
    return claimed.length === room;
  }

  /** Until all uploads, sends and outcomes that were begun are over. */
  async settle(): Promise<void> {
    await this.#uploads.settled();
    while (this.#inFlight.size > 0) await Promise.allSettled(this.#inFlight);
    await this.#recorder.idle();
  }

  /** Holds back what is not yet written, waits for the rest, and lets another worker take over. */
  async stop(): Promise<void> {
    this.#holdBack('the worker is stopping');
    await this.settle();
    await releaseSender(this.#context.db, this.#options);
  }

  #keepPace(): void {
    const nowMs = performance.now();
    this.#bucket.changeRate(paceOf(this.#throughputPerSecond * this.#pace.share(nowMs)), nowMs);
  }

  #isHeld(): boolean {
    return this.#tokenRefusals > 0 || performance.now() < this.#heldUntilMs;
  }

  async #hold(): Promise<boolean> {
    if (performance.now() - this.#renewedMs < renewEveryMs) return true;
    const askedMs = performance.now();
    const held = await holdSender(this.#context.db, this.#options);
    this.#renewedMs = held ? askedMs : Number.NEGATIVE_INFINITY;
    return held;
  }

  #begin(claimed: ClaimedMessage[], batch: Batch): void {
    this.#batches.add(batch);
    this.#ahead += claimed.length;
    const sends = claimed.map((message) => {
      const sending = this.#send(message, batch).finally(() => {
        this.#inFlight.delete(sending);
        // Half of the line is free again: more is claimed while the rest is answered.
        if (this.#inFlight.size === mostInFlight / 2) this.#options.wake();
      });
      this.#inFlight.add(sending);
      return sending;
    });
    void Promise.allSettled(sends).then(() => {
      this.#batches.delete(batch);
      this.#options.wake();
    });
  }

  async #send({ messageId, attemptId, epoch, ...message }: ClaimedMessage, batch: Batch): Promise<void> {
    const { log, now } = this.#context;
    const outcome = await this.#post(message.body, batch).catch((error: unknown): SendOutcome => {
      log.error({ attemptId, error: String(error) }, 'send_broke');
      return { kind: 'uncertain', reason: 'sending broke in our own code' };
    });
    const verdict = classifySend(outcome, { now: now(), throttledBefore: message.throttledBefore });
    const details = 'details' in verdict ? verdict.details : undefined;
    log.info({ messageId, attemptId, outcome: verdict.kind, details }, 'message_tried');
    this.#recorder.push({ messageId, attemptId, epoch, verdict, chance: Math.random() });
    await this.#heed(verdict, batch);
  }

  async #post(body: ClaimedMessage['body'], batch: Batch): Promise<SendOutcome> {
    await this.#turn();
    this.#ahead -= 1;
    // Half of what was claimed is on its way: time for more.
    if (this.#ahead === Math.floor(this.#mostAhead / 2)) this.#options.wake();
    const reason = reasonToHoldBack(batch);
    // Looked at before as well, to open no connection for nothing.
    if (reason !== undefined) return { kind: 'not_sent', reason: heldBack(reason) };
    return sendMessage(batch.config, batch.from.phoneNumberId, body, {
      now: this.#context.now,
      beforeWrite: () => {
        const late = reasonToHoldBack(batch);
        if (late !== undefined) throw new Error(late);
      },
    });
  }

  #holdBack(reason: string): void {
    for (const batch of this.#batches) batch.heldBack ??= reason;
  }

  /** Takes effect in this worker at once, before the database knows. */
  async #heed(verdict: SendVerdict, batch: Batch): Promise<void> {
    if (verdict.kind === 'token') await this.#heedToken(verdict.errorCode, batch);
    const pauseMs = senderPauseMs(verdict);
    if (pauseMs === 0) return;
    if (isTooFast(verdict)) this.#pace.refused(performance.now());
    this.#keepPace();
    // What is claimed waits for so short a time, and need not be planned anew.
    if (pauseMs <= waitsAtMostMs) this.#bucket.rest(pauseMs, performance.now());
    else this.#pause(pauseMs);
    this.#context.log.warn({ senderId: this.#options.senderId, pauseMs }, 'sender_paused');
  }

  #pause(pauseMs: number): void {
    this.#heldUntilMs = Math.max(this.#heldUntilMs, performance.now() + pauseMs);
    this.#holdBack('the sender is throttled');
  }

  async #heedToken(errorCode: number, { from }: Batch): Promise<void> {
    const { db, log, now } = this.#context;
    this.#holdBack('the token was refused');
    this.#tokenRefusals += 1;
    try {
      const reason = `Meta refused the token (${errorCode}).`;
      await markTokenBroken(db, {
        actor: systemActor('dispatcher'),
        tokenId: from.tokenId,
        reason,
        now: now(),
      });
      log.error({ tokenId: from.tokenId, errorCode }, 'token_refused');
    } catch (error) {
      log.error({ tokenId: from.tokenId, error: String(error) }, 'token_not_marked');
    } finally {
      this.#tokenRefusals -= 1;
    }
  }
}

/**
 * Few at once: should Meta refuse everything, few are on their way before the
 * first answer tells. And an eightieth below the throughput, which is what the
 * bucket holds, so that no second holds more than Meta takes in one.
 */
const paceOf = (throughputPerSecond: number) => ({
  ratePerSecond: throughputPerSecond * (1 - 1 / 80),
  size: Math.max(1, throughputPerSecond / 80),
});

/** Why a claimed message must not be written any more; undefined while it may. */
function reasonToHoldBack(batch: Batch): string | undefined {
  if (batch.heldBack !== undefined) return batch.heldBack;
  return isTooOldToWrite(batch.claimed, readClocks()) ? 'the claim is too old' : undefined;
}

/** The sender as it now is; undefined while no token that works sends from it. */
async function findReadySender(
  { db, env }: JobContext,
  senderId: string,
): Promise<Pick<Batch, 'from' | 'config'> | undefined> {
  const opened = await openSender(db, senderId);
  return opened && { from: opened.from, config: metaConfig(env, opened.accessToken) };
}
