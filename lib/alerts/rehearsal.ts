import { startOfMinute } from 'date-fns';
import type { SkipReason } from '../words.ts';
import type { RehearsedAlert } from './rehearse-story.ts';
import type { MessageCounts } from './simulate-month.ts';

type MarkedRegion = { id: string; name: string; markText: string; markColor: string };

/** What happens to some numbers of a region, who all get the same at the same moment, or do not. */
export type RehearsedLine = {
  count: number;
  /** NULL: who they are is not for the reader to see. */
  numbers: { label: string; shortened: string }[] | null;
  outcome:
    | { told: false; reason: SkipReason }
    | (Omit<Extract<RehearsedAlert, { told: true }>, 'numberId' | 'dueAt' | 'template'> & {
        /** ISO 8601, to the minute: intervals end some seconds apart, which nobody is told of. */
        dueAt: string;
        /** NULL: no approved template fits, and the message waits. */
        template: { name: string; language: string; plain: boolean } | null;
      });
};

export type RehearsedRegion = MarkedRegion & {
  /** IANA name. */
  timeZone: string;
  told: number;
  lines: RehearsedLine[];
};

/** What a month would have come to in messages, as saved and as drafted. */
export type MonthCost = {
  stories: number;
  /** In how many cells the drafted matrix differs from the saved one. */
  changes: number;
  regions: (MarkedRegion & { saved: MessageCounts; draft: MessageCounts })[];
};

/** Who would get what, if an account posted at a moment. */
export type Rehearsal = {
  account: { id: string; username: string };
  /** NULL: the account belongs to no region, and nobody is told of it. */
  region: { id: string; name: string } | null;
  /** ISO 8601. */
  at: string;
  /** Whether there is a WhatsApp number to send from. */
  ready: boolean;
  /** Those that have numbers, without the account's own. */
  regions: RehearsedRegion[];
};

type Known = { id: string; homeRegionId: string; label?: string; shortened?: string };

/**
 * Puts together the numbers of a region to which the same happens. Those who
 * are told come first, by time.
 * @param mayName whether who they are may be said
 */
export function rehearsedLines(
  alerts: readonly RehearsedAlert[],
  known: ReadonlyMap<string, Pick<Known, 'label' | 'shortened'>>,
  mayName: boolean,
): RehearsedLine[] {
  const outcomes = alerts.map((alert) => ({ alert, outcome: outcomeOf(alert) }));
  const together = Map.groupBy(outcomes, ({ outcome }) => JSON.stringify(outcome));
  return [...together.values()]
    .flatMap((same): RehearsedLine[] => {
      const [first] = same;
      if (!first) return [];
      const numbers = same.flatMap(({ alert }) => {
        const { label, shortened } = known.get(alert.numberId) ?? {};
        return label === undefined || shortened === undefined ? [] : [{ label, shortened }];
      });
      return [
        {
          count: same.length,
          numbers: mayName ? numbers.toSorted((a, b) => a.label.localeCompare(b.label)) : null,
          outcome: first.outcome,
        },
      ];
    })
    .toSorted((a, b) => orderOf(a).localeCompare(orderOf(b)));
}

function outcomeOf(alert: RehearsedAlert): RehearsedLine['outcome'] {
  if (!alert.told) return { told: false, reason: alert.reason };
  const { numberId: _, dueAt, template, ...rest } = alert;
  return { ...rest, dueAt: startOfMinute(dueAt).toISOString(), template: template ?? null };
}

const orderOf = ({ outcome }: RehearsedLine) => (outcome.told ? `0 ${outcome.dueAt}` : `1 ${outcome.reason}`);
