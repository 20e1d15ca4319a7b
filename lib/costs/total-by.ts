import type { CostLine } from './costs-page.ts';

/** Messages of one thing, whatever it is that they have in common. */
export type CostTotal = { name: string; messages: number; billable: number; unpriced: number };

/** Sums lines by what they have in common, the most messages first. */
export function totalBy(lines: readonly CostLine[], nameOf: (line: CostLine) => string): CostTotal[] {
  const totals = new Map<string, CostTotal>();
  for (const line of lines) {
    const name = nameOf(line);
    const before = totals.get(name) ?? { name, messages: 0, billable: 0, unpriced: 0 };
    totals.set(name, {
      name,
      messages: before.messages + line.messages,
      billable: before.billable + line.billable,
      unpriced: before.unpriced + line.unpriced,
    });
  }
  return [...totals.values()].toSorted((a, b) => b.messages - a.messages || (a.name < b.name ? -1 : 1));
}
