import './prepare-env.ts';
import type { Found } from './found.ts';
import { startWorld } from './bench-world.ts';
import { benchArchive } from './bench-archive.ts';
import { type Frames, measureEditor } from './measure-editor.ts';
import { measureLatency } from './measure-latency.ts';
import { measurePacing } from './measure-pacing.ts';
import { measureRate } from './measure-rate.ts';
import { measureVideo } from './measure-video.ts';
import { measurePages } from './pages/measure-pages.ts';
import { pageRow } from './pages/page-row.ts';

/** `npm run bench` measures what sending costs, how well it is paced, how soon a story is told, how smoothly one edits, and how soon pages are there; `-- rate` a part of it. */
const parts: Record<string, () => Promise<Found>> = {
  rate: benchRate,
  pacing: benchPacing,
  delay: benchDelay,
  editor: benchEditor,
  video: benchVideo,
  archive: benchArchive,
  pages: benchPages,
};

const leastRatio = 0.6;
const mostOffPace = 0.02;
/** What a worker on a machine with 1 GB can spare beside its own. */
const mostVideoMegabytes = 500;
const perSecond = 80;
/** The dispatcher's bucket at that pace. */
const bucket = 1;
/** One may catch up on its way with the one before it. */
const mostBeyond = bucket + 1;

/** What changes is to be seen within this time (the interface's budget for any action). */
const mostUntilSeenMs = 100;

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}.`);
  process.exit(1);
}
const json: Record<string, number> = {};
const missed: string[] = [];
for (const [name, bench] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const found = await bench();
  for (const [what, figure] of found.rows) console.log(`${what.padEnd(58)} ${figure}`);
  Object.assign(json, found.json);
  missed.push(...found.missed);
}
for (const promise of missed) console.log(`missed: ${promise}`);
console.log(JSON.stringify(json));
process.exitCode = missed.length === 0 ? 0 : 1;

/**
 * The client, PostgreSQL and the sandbox share the machine, for the bare loop
 * without PostgreSQL: the ratio says what is left of the sandbox's rate when
 * every message is also claimed, committed before and stored after its sending.
 */
async function benchRate(): Promise<Found> {
  const numbers = 600;
  const world = await startWorld({ numbers, messagesPerSecond: 1_000_000 });
  const rates = await measureRate(world, numbers, 7).finally(world.close);
  const ratios = rates.map(({ dispatcher, bare }) => dispatcher / bare);
  const stored = rates.map((each) => each.stored / each.bare);
  const ratio = at(ratios, 0.5);
  return {
    rows: [
      ['accepted per second, all safety on (median)', whole(rates.map((each) => each.dispatcher))],
      ['accepted per second, bare undici loop (median)', whole(rates.map((each) => each.bare))],
      ['ratio of the two (median; least to most)', spread(ratios)],
      ['ratio until the last outcome is stored as well', spread(stored)],
    ],
    json: { ratio: rounded(ratio), ratioStored: rounded(at(stored, 0.5)), rounds: rates.length },
    missed: ratio >= leastRatio ? [] : [`a ratio of ${leastRatio}`],
  };
}

/** The longest video that Instagram takes, in full size: how long its making takes, and the most memory of its process. */
async function benchVideo(): Promise<Found> {
  const { seconds, peakMegabytes, megabytes } = await measureVideo(60);
  return {
    rows: [
      ['making a video of 60 s, 1080 × 1920, with a layer (s)', String(Math.round(seconds))],
      ['most memory of its process (MB)', String(peakMegabytes)],
      ['size of what was made (MB)', String(Math.round(megabytes))],
    ],
    json: { videoSeconds: rounded(seconds), videoPeakMegabytes: peakMegabytes },
    missed: peakMegabytes <= mostVideoMegabytes ? [] : [`at most ${mostVideoMegabytes} MB for a video`],
  };
}

/** Beside a Next page with nothing on it in the same run. */
async function benchPages(): Promise<Found> {
  const rows = (await measurePages()).map(pageRow);
  return {
    rows: rows.map(({ what, figure }) => [what, figure]),
    json: Object.fromEntries(rows.map(({ what, value }) => [what, rounded(value)])),
    missed: rows.flatMap(({ kept, promise }) => (kept || promise === undefined ? [] : [promise])),
  };
}

async function benchPacing(): Promise<Found> {
  const world = await startWorld({ numbers: 600, messagesPerSecond: perSecond });
  const pacing = await measurePacing(world, 600).finally(world.close);
  const off = pacing.perSecond / perSecond - 1;
  return {
    rows: [
      [`paced at ${perSecond} per second, over a minute`, `${pacing.perSecond.toFixed(2)} (${percent(off)})`],
      [`most beyond the rate in any stretch; the bucket holds ${bucket}`, pacing.overRate.toFixed(1)],
      ['most in any second', String(pacing.mostInSecond)],
    ],
    json: { ...pacing },
    missed: [
      ...(Math.abs(off) <= mostOffPace ? [] : ['the pace within 2 %']),
      ...(pacing.overRate <= mostBeyond ? [] : ['no burst above the bucket']),
      ...(pacing.mostInSecond <= perSecond ? [] : ['no second above what Meta takes']),
    ],
  };
}

/** It judges nothing: what Meta itself takes is not part of it. */
async function benchDelay(): Promise<Found> {
  const world = await startWorld({ numbers: 200, messagesPerSecond: perSecond });
  const latencies = await measureLatency(world, 12).finally(world.close);
  const first = latencies.map((each) => each.first);
  const last = latencies.map((each) => each.last);
  return {
    rows: [
      ['story stored to first accepted, p50 · p95', both(first)],
      [`story stored to last of 200 accepted at ${perSecond} per second, p50 · p95`, both(last)],
    ],
    json: { firstMs: at(first, 0.5), lastMs: at(last, 0.5) },
    missed: [],
  };
}

/** Frames that the machine itself did not give, as it does not when it has other work, stand beside those that dragging cost. */
async function benchEditor(): Promise<Found> {
  const { layers, dragging, moving } = await measureEditor();
  const share = ({ shown, dropped }: Frames) => dropped / Math.max(1, shown + dropped);
  const told = (frames: Frames) =>
    `${frames.shown} shown, ${frames.dropped} dropped (${(share(frames) * 100).toFixed(1)} %), longest ${frames.longestMs.toFixed(0)} ms`;
  return {
    rows: [
      [`dragging one of ${layers} layers, frames`, told(dragging)],
      ['moving over them without holding any, frames', told(moving)],
    ],
    json: {
      dragShown: dragging.shown,
      dragDroppedShare: rounded(share(dragging)),
      dragLongestMs: rounded(dragging.longestMs),
      movingDroppedShare: rounded(share(moving)),
    },
    missed:
      dragging.longestMs <= mostUntilSeenMs
        ? []
        : [`no frame longer than ${mostUntilSeenMs} ms while dragging`],
  };
}

function at(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.round((sorted.length - 1) * share)] ?? Number.NaN;
}

function whole(values: readonly number[]): string {
  return at(values, 0.5).toFixed(0);
}

function spread(values: readonly number[]): string {
  return `${at(values, 0.5).toFixed(2)}; ${at(values, 0).toFixed(2)} to ${at(values, 1).toFixed(2)}`;
}

function both(values: readonly number[]): string {
  return `${at(values, 0.5).toFixed(0)} · ${at(values, 0.95).toFixed(0)} ms`;
}

function percent(share: number): string {
  return `${share >= 0 ? '+' : ''}${(share * 100).toFixed(1)} %`;
}

function rounded(value: number): number {
  return Number(value.toFixed(3));
}
