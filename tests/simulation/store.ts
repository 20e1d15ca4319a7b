import type { AttemptFact, MessageProgress, StatusFact } from '#lib/messages/merge-status.ts';
import type {
  AttemptOutcome,
  BuzzKind,
  HeldReason,
  MessageState,
  NumberState,
  RouteDelivery,
  SkipReason,
} from '#lib/words.ts';
import type { Timeline } from './timeline.ts';

/** Moments are milliseconds since 1970 throughout; null and infinities mean what they do in db/schema. */
export type RegionRow = { id: string; timeZone: string; quietHours: string | null };

export type NumberRow = {
  id: string;
  region: RegionRow;
  state: NumberState;
  mutedUntil: number | null;
  follows: string | null;
  ownQuietHours: string | null;
  buzzIntervalMinutes: number;
  buzzFreeAt: number;
  buzzMessageId: string | null;
  notBefore: number;
};

export type StoryRow = {
  id: string;
  regionId: string;
  postedAt: number;
  foundAt: number;
  expiresAt: number;
  planned: boolean;
};

export type AlertRow = {
  story: StoryRow;
  number: NumberRow;
  message: MessageRow | null;
  skipped: SkipReason | null;
};

export type StatusRow = StatusFact & { opaqueId: string; receivedAt: number; attempt: AttemptRow | null };

export type AttemptRow = AttemptFact & {
  message: MessageRow;
  epoch: number;
  opaqueId: string;
  outcome: AttemptOutcome;
  startedAt: number;
  events: StatusRow[];
  /** What it tells of: a message is written when it is claimed. */
  stories: StoryRow[];
};

export type MessageRow = {
  id: string;
  kind: BuzzKind;
  number: NumberRow;
  state: MessageState;
  heldReason: HeldReason | null;
  dueAt: number;
  usefulUntil: number;
  leaseEpoch: number;
  leaseUntil: number | null;
  failedAt: number | null;
  progress: MessageProgress | undefined;
  attempts: AttemptRow[];
  alerts: AlertRow[];
};

/** What Meta says of one message, on its way to us. */
export type Report = Omit<StatusFact, 'attemptId'> & { opaqueId: string };

export type InboxRow = { reports: Report[]; receivedAt: number; processed: boolean };

/**
 * The tables that delivery rests on, in memory. What a transaction does to
 * them happens in one call, as the database would have it; the unique indexes
 * that the protocol leans on are held here as well.
 */
export class Store {
  readonly timeline: Timeline;
  readonly routes: Map<string, RouteDelivery>;
  readonly numbers: NumberRow[];
  readonly stories: StoryRow[] = [];
  readonly alerts: AlertRow[] = [];
  readonly messages: MessageRow[] = [];
  readonly attempts: AttemptRow[] = [];
  readonly orphans: StatusRow[] = [];
  readonly inbox: InboxRow[] = [];
  readonly bodyHashes = new Set<string>();
  readonly byOpaqueId = new Map<string, AttemptRow>();
  readonly byWamid = new Map<string, AttemptRow>();
  readonly dedupeKeys = new Set<string>();
  readonly eventKeys = new Map<string, StatusRow>();
  readonly sender = {
    leaseOwner: '',
    leaseUntil: Number.NEGATIVE_INFINITY,
    pausedUntil: Number.NEGATIVE_INFINITY,
    tokenHealthy: true,
  };
  /** Stale writes that were refused. */
  stale = 0;
  /** Called with the moment at which something is due. */
  onDue: (at: number) => void = () => {};
  /** Called when the bytes of an attempt are written. */
  onWrote: (attempt: AttemptRow) => void = () => {};
  /** Called when an attempt was committed. */
  onClaimed: (attempt: AttemptRow) => void = () => {};

  constructor(timeline: Timeline, numbers: NumberRow[], routes: Map<string, RouteDelivery>) {
    this.timeline = timeline;
    this.numbers = numbers;
    this.routes = routes;
  }

  get now(): number {
    return this.timeline.now;
  }

  /** @throws when a unique index would refuse it */
  addMessage(
    dedupeKey: string,
    row: Pick<MessageRow, 'kind' | 'number' | 'heldReason' | 'dueAt' | 'usefulUntil'>,
  ): MessageRow {
    if (this.dedupeKeys.has(dedupeKey)) throw new Error('unique: message_dedupe_key');
    if (row.kind !== 'story' && this.collecting(row.number, row.kind))
      throw new Error(`unique: one collecting ${row.kind}`);
    this.dedupeKeys.add(dedupeKey);
    const message: MessageRow = {
      ...row,
      id: `m${this.messages.length + 1}`,
      state: row.heldReason === null ? 'planned' : 'held',
      leaseEpoch: 0,
      leaseUntil: null,
      failedAt: null,
      progress: undefined,
      attempts: [],
      alerts: [],
    };
    this.messages.push(message);
    this.onDue(message.dueAt);
    return message;
  }

  /** @throws when a unique index would refuse it */
  addAttempt(message: MessageRow): AttemptRow {
    if (message.attempts.some(({ outcome }) => outcome === 'sending' || outcome === 'uncertain'))
      throw new Error('unique: attempt_one_open');
    const id = `a${this.attempts.length + 1}`;
    const attempt: AttemptRow = {
      id,
      message,
      opaqueId: `o${id}`,
      epoch: message.leaseEpoch,
      outcome: 'sending',
      wamid: null,
      startedAt: this.now,
      endedAt: null,
      errorCode: null,
      details: null,
      events: [],
      stories: message.alerts.map(({ story }) => story),
    };
    this.attempts.push(attempt);
    message.attempts.push(attempt);
    this.byOpaqueId.set(attempt.opaqueId, attempt);
    return attempt;
  }

  collecting(number: NumberRow, kind: BuzzKind): MessageRow | undefined {
    return this.messages.find(
      (each) => each.number === number && each.kind === kind && isWaiting(each) && each.leaseEpoch === 0,
    );
  }

  carry(alert: AlertRow, message: MessageRow): void {
    if (alert.message) alert.message.alerts = alert.message.alerts.filter((each) => each !== alert);
    alert.message = message;
    message.alerts.push(alert);
  }

  end(message: MessageRow, state: 'expired' | 'unconfirmed'): void {
    Object.assign(message, { state, heldReason: null, failedAt: this.now, leaseUntil: null });
  }

  /** Back into the outbox. */
  plan(message: MessageRow, dueAt: number): void {
    Object.assign(message, { state: 'planned', heldReason: null, leaseUntil: null, dueAt });
    this.onDue(dueAt);
  }
}

export const isWaiting = ({ state }: MessageRow): boolean => state === 'planned' || state === 'held';
