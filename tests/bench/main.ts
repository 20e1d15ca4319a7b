import './prepare-env.ts';
import { startWorld } from './bench-world.ts';
import { measureLatency } from './measure-latency.ts';
import { measurePacing } from './measure-pacing.ts';
import { measureRate } from './measure-rate.ts';

/**
 * `npm run bench`: what sending costs, how well it is paced, and how soon a
 * story is told. It measures and judges nothing: a busy machine is no fault.
 */
const rateNumbers = 600;
const rounds = 5;

const quick = await startWorld({ numbers: rateNumbers, messagesPerSecond: 1_000_000 });
const rates = await measureRate(quick, rateNumbers, rounds).finally(quick.close);
const paced = await startWorld({ numbers: 600, messagesPerSecond: 80 });
const pacing = await measurePacing(paced, 600).finally(paced.close);
const told = await startWorld({ numbers: 200, messagesPerSecond: 80 });
const latencies = await measureLatency(told, 12).finally(told.close);

const ratios = rates.map(({ dispatcher, bare }) => dispatcher / bare);
const rows = [
  [
    'accepted per second, all safety on (median)',
    at(
      rates.map((each) => each.dispatcher),
      0.5,
    ).toFixed(0),
  ],
  [
    'accepted per second, bare undici loop (median)',
    at(
      rates.map((each) => each.bare),
      0.5,
    ).toFixed(0),
  ],
  [
    'ratio of the two (median; least to most)',
    `${at(ratios, 0.5).toFixed(2)}; ${at(ratios, 0).toFixed(2)} to ${at(ratios, 1).toFixed(2)}`,
  ],
  [
    'paced at 80 per second over a minute',
    `${pacing.perSecond.toFixed(2)} (${percent(pacing.perSecond / 80 - 1)})`,
  ],
  ['most beyond the rate in any stretch; bucket: 2', pacing.overRate.toFixed(1)],
  ['most in any second', String(pacing.mostInSecond)],
  ['story stored to first accepted, p50 · p95', both(latencies.map(({ first }) => first))],
  ['story stored to last of 200 accepted, p50 · p95', both(latencies.map(({ last }) => last))],
];
for (const [what = '', figure] of rows) console.log(`${what.padEnd(50)} ${figure}`);
console.log(JSON.stringify({ ratio: Number(at(ratios, 0.5).toFixed(3)), rounds, ...pacing }));

function at(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.round((sorted.length - 1) * share)] ?? Number.NaN;
}

function both(values: readonly number[]): string {
  return `${at(values, 0.5).toFixed(0)} · ${at(values, 0.95).toFixed(0)} ms`;
}

function percent(share: number): string {
  return `${share >= 0 ? '+' : ''}${(share * 100).toFixed(1)} %`;
}
