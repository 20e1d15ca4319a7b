import {
  type HeldReason,
  isOpen,
  isWaiting,
  type MessageKind,
  type MessageState,
  type SkipReason,
} from '../words.ts';
import type { AlertedNumber, RegionCoverage, RegionMark } from './feed-story.ts';

/** What is known of one alert of a story. */
export type StoryAlert = {
  alertId: string;
  regionId: string;
  label: string;
  shortened: string;
  skippedReason: SkipReason | null;
  /** The message that carries it; null when skipped. */
  message: CarryingMessage | null;
};

export type CarryingMessage = {
  kind: MessageKind;
  state: MessageState;
  heldReason: HeldReason | null;
  dueAt: Date;
  createdAt: Date;
  acceptedAt: Date | null;
  sentAt: Date | null;
  deliveredAt: Date | null;
  readAt: Date | null;
  failedAt: Date | null;
  seenAt: Date | null;
  errorCode: number | null;
};

/**
 * Who of each region was told, sorted by region name.
 * A number counts as reached once its message was delivered, read or answered
 * with *Seen*; told = reached + waiting + failed.
 * @param maySee whether the reader may know who exactly was told in a region;
 * where not, the numbers themselves are left out
 * @param plannedAt NULL: not yet
 */
export function storyCoverage(
  regions: readonly RegionMark[],
  alerts: readonly StoryAlert[],
  maySee: (regionId: string) => boolean,
  { plannedAt, now }: { plannedAt: Date | null; now: Date },
): RegionCoverage[] {
  const byRegion = Map.groupBy(alerts, (alert) => alert.regionId);
  return regions
    .filter((region) => byRegion.has(region.id))
    .map((region) => {
      const own = byRegion.get(region.id) ?? [];
      const unreached = plannedAt !== null && isUnreached(own, plannedAt, now);
      return { ...regionCoverage(region, own, maySee(region.id)), unreached };
    })
    .toSorted((a, b) => a.region.name.localeCompare(b.region.name, 'en'));
}

function regionCoverage(
  region: RegionMark,
  alerts: readonly StoryAlert[],
  visible: boolean,
): Omit<RegionCoverage, 'unreached'> {
  const messages = alerts.flatMap((alert) => (alert.message ? [alert.message] : []));
  const reached = messages.filter(isReached).length;
  const waiting = messages.filter((each) => !isReached(each) && isOpen(each.state)).length;
  return {
    region,
    told: messages.length,
    reached,
    seen: messages.filter(isSeen).length,
    waiting,
    failed: messages.length - reached - waiting,
    skipped: alerts.length - messages.length,
    leftOut: leftOutOf(alerts),
    held: heldOf(messages),
    numbers: visible
      ? alerts
          .map(alertedNumber)
          .toSorted((a, b) => a.label.localeCompare(b.label, 'en') || (a.alertId < b.alertId ? -1 : 1))
      : null,
  };
}

/** How long nobody of a region may be reached before somebody is told. */
const reachMs = 30 * 60_000;

/**
 * Whether nobody of a region was reached though there was time enough. Only
 * those count who were to hear at once: what is held, or waits for the
 * summary, has a time of its own, and a roll-up has from when it went out.
 */
function isUnreached(alerts: readonly StoryAlert[], plannedAt: Date, now: Date): boolean {
  const instant = alerts.flatMap(({ message }) =>
    message && message.kind !== 'summary' && message.state !== 'held' ? [message] : [],
  );
  const isOver = (from: Date) => now.getTime() - from.getTime() >= reachMs;
  const hadTime = ({ kind, acceptedAt, failedAt, dueAt }: CarryingMessage) =>
    kind === 'story' || isOver(acceptedAt ?? failedAt ?? dueAt);
  return (
    instant.length > 0 && isOver(plannedAt) && instant.every((each) => !isReached(each) && hadTime(each))
  );
}

function leftOutOf(alerts: readonly StoryAlert[]): RegionCoverage['leftOut'] {
  const reasons = Map.groupBy(
    alerts.flatMap(({ skippedReason }) => skippedReason ?? []),
    (reason) => reason,
  );
  return [...reasons]
    .map(([reason, all]) => ({ reason, count: all.length }))
    .toSorted((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
}

function heldOf(messages: readonly CarryingMessage[]): RegionCoverage['held'] {
  const held = Map.groupBy(
    messages.filter((each) => each.state === 'held' && !isReached(each)),
    ({ heldReason }) => heldReason ?? 'quiet_hours',
  );
  return [...held].map(([reason, all]) => ({
    reason,
    count: all.length,
    until: new Date(Math.max(...all.map(({ dueAt }) => dueAt.getTime()))).toISOString(),
  }));
}

const isSeen = (message: CarryingMessage) =>
  message.state === 'read' || message.readAt !== null || message.seenAt !== null;

const isReached = (message: CarryingMessage) =>
  message.state === 'delivered' || message.deliveredAt !== null || isSeen(message);

function alertedNumber({ alertId, label, shortened, skippedReason, message }: StoryAlert): AlertedNumber {
  return {
    alertId,
    label,
    shortened,
    state: message?.state ?? 'skipped',
    skippedReason,
    carriedBy: message?.kind ?? null,
    heldReason: message?.heldReason ?? null,
    dueAt: message && isWaiting(message.state) ? message.dueAt.toISOString() : null,
    at: message ? stateCameAt(message).toISOString() : null,
    seen: message !== null && message.seenAt !== null,
    errorCode: message?.errorCode ?? null,
  };
}

/** When the present state came, or the nearest earlier moment that is on record. */
function stateCameAt(message: CarryingMessage): Date {
  const { acceptedAt, createdAt, deliveredAt, failedAt, readAt, sentAt } = message;
  switch (message.state) {
    case 'read':
      return readAt ?? deliveredAt ?? sentAt ?? createdAt;
    case 'delivered':
      return deliveredAt ?? sentAt ?? createdAt;
    case 'sent':
      return sentAt ?? acceptedAt ?? createdAt;
    case 'accepted':
      return acceptedAt ?? createdAt;
    case 'failed':
    case 'expired':
    case 'unconfirmed':
      return failedAt ?? acceptedAt ?? createdAt;
    case 'planned':
    case 'held':
    case 'sending':
      return createdAt;
  }
}
