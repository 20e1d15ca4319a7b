import type { BenchWorld } from './bench-world.ts';

export type Pacing = {
  /** Messages per second over the minute. */
  perSecond: number;
  /** The most that any stretch held beyond its rate; the bucket holds two. */
  overRate: number;
  /** The most in any second. */
  mostInSecond: number;
};

const ratePerSecond = 80;
const minuteMs = 60_000;

/** Sends for a little more than a minute at 80 a second, and looks at the minute in the middle. */
export async function measurePacing(world: BenchWorld, numbers: number): Promise<Pacing> {
  await world.setThroughput(ratePerSecond);
  await world.passTime();
  const stories = Math.ceil((ratePerSecond * 66) / numbers);
  for (let n = 0; n < stories; n += 1) await world.tell();
  const from = Date.now();
  const stop = world.startDispatcher();
  const accepted = await world.waitForAccepted(from, ratePerSecond * 64);
  await stop();
  const begins = (accepted[0]?.atMs ?? 0) + 2_000;
  const minute = accepted
    .map(({ atMs }) => atMs - begins)
    .filter((atMs) => atMs >= 0 && atMs < minuteMs)
    .toSorted((a, b) => a - b);
  let overRate = 0;
  let lead = 0;
  let mostInSecond = 0;
  let first = 0;
  let before = minute[0] ?? 0;
  for (const [index, atMs] of minute.entries()) {
    // How far it is ahead of the rate, for whichever earlier beginning makes most of it.
    lead = Math.max(0, lead - ((atMs - before) * ratePerSecond) / 1_000) + 1;
    before = atMs;
    overRate = Math.max(overRate, lead);
    while ((minute[first] ?? 0) <= atMs - 1_000) first += 1;
    mostInSecond = Math.max(mostInSecond, index - first + 1);
  }
  return { perSecond: minute.length / 60, overRate, mostInSecond };
}
