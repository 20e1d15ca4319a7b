import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergePricing, type PricedEvent } from '#lib/messages/merge-pricing.ts';
import { statusKinds } from '#lib/words.ts';

const at = (second: number) => new Date(Date.UTC(2026, 10, 23, 12, 0, second));
const event = (status: PricedEvent['status'], over: Partial<PricedEvent> = {}): PricedEvent => ({
  status,
  at: at(1),
  billable: null,
  pricingCategory: null,
  pricingType: null,
  ...over,
});
const regular = { billable: true, pricingCategory: 'utility', pricingType: 'regular' };
const free = { billable: false, pricingCategory: 'utility', pricingType: 'free_customer_service' };
const nothing = { billable: null, pricingCategory: null, pricingType: null };

test.each([
  ['nothing came', [], nothing],
  ['none of them says', [event('sent'), event('delivered')], nothing],
  ['the one that says counts', [event('sent', regular), event('delivered')], regular],
  ['what came with the delivery counts', [event('sent', regular), event('delivered', free)], free],
  ['read without delivered counts', [event('read', free)], free],
  [
    'figures that one leaves out are taken from another',
    [event('sent', regular), event('delivered', { pricingCategory: 'marketing' })],
    { ...regular, pricingCategory: 'marketing' },
  ],
])('%s', (_, events, expected) => {
  expect(mergePricing(events)).toEqual(expected);
});

test('the order of arrival and repeats make no difference', () => {
  const anyEvent = fc.record<PricedEvent>({
    status: fc.constantFrom(...statusKinds),
    at: fc.integer({ min: 0, max: 3 }).map(at),
    billable: fc.constantFrom(null, true, false),
    pricingCategory: fc.constantFrom(null, 'utility', 'marketing'),
    pricingType: fc.constantFrom(null, 'regular', 'free_customer_service'),
  });
  fc.assert(
    fc.property(
      fc
        .array(anyEvent, { maxLength: 6 })
        .chain((events) =>
          fc.tuple(
            fc.constant(events),
            fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 }),
          ),
        ),
      ([events, shuffled]) => {
        expect(mergePricing(shuffled)).toEqual(mergePricing(events));
      },
    ),
  );
});
