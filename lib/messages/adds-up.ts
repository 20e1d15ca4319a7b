import type { AuditCounts } from './queries/audit-counts.ts';

/** Whether every alert is accounted for and nothing is stuck. What is in doubt is for a human to see, and no fault of the sums. */
export function addsUp({ planned, ended, inFlight, inDoubt: _, ...faults }: AuditCounts): boolean {
  return planned === ended + inFlight && Object.values(faults).every((count) => count === 0);
}
