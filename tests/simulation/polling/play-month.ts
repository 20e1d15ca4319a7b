import { drawScript } from './script.ts';
import { type PollingResult, runPolling } from './run-polling.ts';

/** What a month has to show. */
const monthSize = { accounts: 200, days: 31, storiesPerDay: 15 } as const;

/** Why a result does not pass; empty: it does. */
export function shortfalls(result: PollingResult): string[] {
  const {
    stories,
    missedWithoutExplanation,
    callsWhileThrottled,
    notArchived,
    calls,
    delay,
    throttled,
    missedInGaps,
  } = result;
  return [
    ...missedWithoutExplanation.map((story) => `missed without explanation: ${story}`),
    ...notArchived.map((story) => `reachable and not archived: ${story}`),
    ...(callsWhileThrottled > 0
      ? [`${callsWhileThrottled} calls about accounts that were told to wait`]
      : []),
    ...(calls.firstPages > calls.expected * 1.01 || calls.other > 0
      ? [`calls that nobody expects: ${JSON.stringify(calls)}`]
      : []),
    ...(delay.p95 > 120_000 ? [`found after ${delay.p95} ms (p95)`] : []),
    // A world in which nothing happens proves nothing.
    ...(stories === 0 || throttled === 0 || missedInGaps === 0 || calls.furtherPages === 0
      ? ['the script has not come to what it is to test']
      : []),
  ];
}

/** `npm run simulate -- --month [--seed S]`: prints the figures, and sets the exit code. */
export function playMonth(seed: number): void {
  const begun = performance.now();
  const result = runPolling(drawScript({ seed, ...monthSize }));
  const wrong = shortfalls(result);
  for (const each of wrong.slice(0, 20)) console.log(each);
  if (wrong.length > 20) console.log(`and ${wrong.length - 20} more`);
  const { missedWithoutExplanation, notArchived, ...figures } = result;
  console.log(
    JSON.stringify({
      scenario: 'month',
      seed,
      ...monthSize,
      ...figures,
      missedWithoutExplanation: missedWithoutExplanation.length,
      notArchived: notArchived.length,
      seconds: Number(((performance.now() - begun) / 1_000).toFixed(1)),
    }),
  );
  process.exitCode = wrong.length === 0 ? 0 : 1;
}
