import type { AuditCounts } from './queries/audit-counts.ts';

/** Whether every alert is accounted for and nothing is stuck. What is in doubt is for a human to see, and no fault of the sums. */
export function addsUp(counts: AuditCounts): boolean {
  const { planned, ended, inFlight } = counts;
  const faults = [
    counts.unplannedStories,
    counts.unreadWebhooks,
    counts.overdue,
    counts.stuckSending,
    counts.unended,
  ];
  return planned === ended + inFlight && faults.every((count) => count === 0);
}
