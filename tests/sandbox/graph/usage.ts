import type { Fault } from '../faults.ts';
import { businessId } from '../stories/accounts.ts';
import type { World } from '../world.ts';

/** Calls of the last minute, so that the percentages move a little; nothing is refused because of them. */
const calls: number[] = [];

/**
 * Usage headers (Graph API "rate limiting"): app usage for discovery, business-use-case usage for an account's
 * reads, where one call is reported under the business and under the account.
 */
export function usageHeaders(
  _world: World,
  kind: 'app' | 'instagram',
  ...igUserIds: string[]
): Record<string, string> {
  const now = Date.now();
  calls.push(now);
  while ((calls[0] ?? now) < now - 60_000) calls.shift();
  const percent = Math.min(Math.ceil(calls.length / 100), 20);
  if (kind === 'app')
    return { 'x-app-usage': JSON.stringify({ call_count: percent, total_time: 1, total_cputime: 1 }) };
  return { 'x-business-use-case-usage': JSON.stringify(caseUsage(igUserIds, { call_count: percent })) };
}

/** The headers that a fault asks for: every object named at once, since it is the app that calls too much. */
export function faultUsageHeaders(
  usage: NonNullable<Fault['usage']>,
  igUserIds: string[],
): Record<string, string> {
  return { 'x-business-use-case-usage': JSON.stringify(caseUsage(igUserIds, usage)) };
}

function caseUsage(igUserIds: string[], usage: NonNullable<Fault['usage']>): Record<string, unknown> {
  const figures = {
    type: 'instagram',
    call_count: 1,
    total_cputime: 1,
    total_time: 1,
    estimated_time_to_regain_access: 0,
    ...usage,
  };
  return Object.fromEntries([businessId, ...igUserIds].map((id) => [id, [figures]]));
}
