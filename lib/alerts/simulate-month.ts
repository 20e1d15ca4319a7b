import { noticeKind } from '../messages/build-message.ts';
import type { QuietClock, QuietHours } from '../regions/quiet-hours.ts';
import { rememberingClock } from '../regions/remembering-clock.ts';
import type { BuzzKind, Hearing, NumberState, RouteDelivery } from '../words.ts';
import { type OpenBuzz, planAlerts, type PlannedNumber, type PlannedStory } from './plan-alerts.ts';

/** How far back it looks. */
export const monthMs = 30 * 24 * 60 * 60_000;

/** Numbers that hear the same at the same moments, and so cost the same. */
export type NumberGroup = {
  homeRegionId: string;
  homeArchived: boolean;
  follows: readonly string[];
  state: NumberState;
  hears: Hearing;
  buzzIntervalMs: number;
  quietHours: QuietHours | undefined;
  timeZone: string;
  /** How many there are. */
  count: number;
};

/** Who hears whom: how stories of one region reach another. */
export type DeliveryOf = (sourceRegionId: string, targetRegionId: string) => RouteDelivery | null;

/** Messages, as what they read. */
export type MessageCounts = Record<BuzzKind, number>;

export const noMessages: MessageCounts = { story: 0, rollup: 0, summary: 0 };

/**
 * Counts the messages that a month's stories would have caused, for all
 * numbers as they are set up now, by the rules of planning and claiming: one
 * buzz an interval, roll-ups, quiet hours, summaries. Nothing fails in it, and
 * nobody is muted or joins on the way. What still collects at the end is
 * counted as sent.
 * @param stories in the order in which they were found
 * @param clock to be shared where the groups are simulated in several goes
 * @returns by the region of the numbers
 */
export function simulateMonth(
  stories: readonly PlannedStory[],
  groups: readonly NumberGroup[],
  deliveryOf: DeliveryOf,
  clock: QuietClock = rememberingClock(),
): Map<string, MessageCounts> {
  const counts = new Map<string, MessageCounts>();
  for (const group of groups) {
    const phone = new SimulatedPhone(group, clock);
    for (const story of stories) phone.hear(story, deliveryOf(story.regionId, group.homeRegionId));
    phone.finish();
    const sum = counts.get(group.homeRegionId) ?? noMessages;
    counts.set(group.homeRegionId, {
      story: sum.story + phone.sent.story * group.count,
      rollup: sum.rollup + phone.sent.rollup * group.count,
      summary: sum.summary + phone.sent.summary * group.count,
    });
  }
  return counts;
}

type SimulatedBuzz = OpenBuzz & { kind: BuzzKind; stories: number };

class SimulatedPhone {
  readonly sent: MessageCounts = { ...noMessages };
  readonly #group: NumberGroup;
  readonly #clock: QuietClock;
  #open: SimulatedBuzz[] = [];
  #freeAt: Date | null = null;
  #made = 0;

  constructor(group: NumberGroup, clock: QuietClock) {
    this.#group = group;
    this.#clock = clock;
  }

  hear(story: PlannedStory, delivery: RouteDelivery | null): void {
    const { foundAt } = story;
    this.#sendUntil(foundAt);
    const [decision] = planAlerts(story, [this.#planned(story, delivery)], foundAt, this.#clock);
    if (!decision || decision.do === 'skip') return;
    if (decision.do === 'join') return this.#carryOneMore(decision.messageId);
    const kind = decision.do === 'send' ? 'story' : decision.kind;
    this.#queue(kind, decision.dueAt, 1);
    this.#sendUntil(foundAt);
  }

  finish(): void {
    this.#sendUntil(undefined);
  }

  #planned(story: PlannedStory, delivery: RouteDelivery | null): PlannedNumber {
    const { follows, count: _, ...group } = this.#group;
    return {
      ...group,
      id: '',
      follows: follows.includes(story.regionId),
      mutedUntil: null,
      delivery,
      buzzFreeAt: this.#freeAt,
      openBuzzes: this.#open,
    };
  }

  #queue(kind: BuzzKind, dueAt: Date, stories: number): void {
    const messageId = String(this.#made++);
    this.#open.push({ messageId, kind, dueAt, stories, collecting: kind === 'story' ? null : kind });
  }

  #carryOneMore(messageId: string): void {
    this.#open = this.#open.map((buzz) =>
      buzz.messageId === messageId ? { ...buzz, stories: buzz.stories + 1 } : buzz,
    );
  }

  /** Sends what is due, one an interval, as claiming does. */
  #sendUntil(moment: Date | undefined): void {
    for (;;) {
      const next = earliest(this.#open);
      if (!next || (moment && next.dueAt > moment)) return;
      this.#open = this.#open.filter((buzz) => buzz !== next);
      if (this.#freeAt && next.dueAt < this.#freeAt) this.#open.push({ ...next, dueAt: this.#freeAt });
      else if (this.#isQuiet(next.dueAt)) this.#hold(next);
      else this.#send(next);
    }
  }

  #send({ kind, stories, dueAt }: SimulatedBuzz): void {
    this.sent[noticeKind(kind, stories)] += 1;
    this.#freeAt = new Date(dueAt.getTime() + this.#group.buzzIntervalMs);
  }

  /** What waited into quiet hours goes out with the summary at their end. */
  #hold({ kind, stories, dueAt }: SimulatedBuzz): void {
    const { quietHours, timeZone } = this.#group;
    const collecting = this.#open.find((buzz) => buzz.collecting === 'summary');
    if (collecting && kind !== 'summary')
      this.#open = this.#open.map((buzz) =>
        buzz === collecting ? { ...buzz, stories: buzz.stories + stories } : buzz,
      );
    else this.#queue('summary', this.#clock.nextSummaryAt(quietHours, timeZone, dueAt), stories);
  }

  #isQuiet(at: Date): boolean {
    const { quietHours, timeZone } = this.#group;
    return quietHours !== undefined && this.#clock.quietUntil(quietHours, timeZone, at) !== undefined;
  }
}

function earliest(open: readonly SimulatedBuzz[]): SimulatedBuzz | undefined {
  let first: SimulatedBuzz | undefined;
  for (const buzz of open) if (!first || buzz.dueAt < first.dueAt) first = buzz;
  return first;
}
