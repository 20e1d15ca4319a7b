import type { MessageKind } from '../words.ts';

/** Messages that Meta accepted on one day, of one kind, for one region. */
export type CostLine = {
  /** `2026-11-25`, in UTC, as Meta's own bills go. */
  day: string;
  kind: MessageKind;
  /** NULL: the number was removed. */
  region: string | null;
  /** In Meta's words; NULL: Meta has not said. */
  category: string | null;
  messages: number;
  billable: number;
  /** Of which Meta said nothing about the price. */
  unpriced: number;
};

/** What Meta took on one day. */
export type CostDay = { day: string; messages: number; billable: number; unpriced: number; people: number };

export type CostsPage = {
  days: CostDay[];
  lines: CostLine[];
  /** NULL: not yet read, or no limit. */
  limit: number | null;
  /** NULL: the limit was never read. */
  limitReadAt: string | null;
  /** The most people written to first within one of these days. */
  mostPeople: number;
};
