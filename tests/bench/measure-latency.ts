import { setTimeout as delay } from 'node:timers/promises';
import type { BenchWorld } from './bench-world.ts';

/** Milliseconds from a story's being stored until the sandbox accepted its first and its 200th message. */
export type Latency = { first: number; last: number };

export async function measureLatency(world: BenchWorld, rounds: number): Promise<Latency[]> {
  await world.setThroughput(80);
  const stop = world.startDispatcher();
  const latencies: Latency[] = [];
  for (let round = 0; round < rounds; round += 1) {
    // The dispatcher is at rest, as it mostly is.
    await delay(1_500);
    await world.passTime();
    const { storedMs } = await world.tell();
    const accepted = await world.waitForAccepted(storedMs - 50, 200);
    const moments = accepted.map(({ atMs }) => atMs - storedMs);
    latencies.push({ first: Math.min(...moments), last: Math.max(...moments) });
  }
  await stop();
  return latencies;
}
