import type { StatusKind } from '../words.ts';

/** What one status says of a message's price. All NULL: nothing. */
export type PricedEvent = {
  status: StatusKind;
  /** Meta's time. */
  at: Date;
  billable: boolean | null;
  pricingCategory: string | null;
  pricingType: string | null;
};

export type MessagePricing = Pick<PricedEvent, 'billable' | 'pricingCategory' | 'pricingType'>;

/** A delivered message is what is paid for, so what came with its delivery outranks what was said before. */
const order: readonly StatusKind[] = ['failed', 'sent', 'delivered', 'read'];

/**
 * What a message cost, from whichever of its statuses says so: Meta sends it
 * with *sent* and with one of *delivered* and *read*, any of which may be
 * late, repeated or missing. Figure by figure, and the order in which they
 * became known makes no difference.
 */
export function mergePricing(events: readonly PricedEvent[]): MessagePricing {
  const ranked = events.toSorted(
    (a, b) =>
      order.indexOf(b.status) - order.indexOf(a.status) ||
      b.at.getTime() - a.at.getTime() ||
      words(a).localeCompare(words(b)),
  );
  const first = <Key extends keyof MessagePricing>(key: Key) =>
    ranked.find((event) => event[key] !== null)?.[key] ?? null;
  return {
    billable: first('billable'),
    pricingCategory: first('pricingCategory'),
    pricingType: first('pricingType'),
  };
}

const words = ({ billable, pricingCategory, pricingType }: PricedEvent) =>
  JSON.stringify([billable, pricingCategory, pricingType]);
