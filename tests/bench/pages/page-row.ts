import type { PageFigure } from './page-figure.ts';

/** A line of the table, and whether its promise was kept. */
export type PageRow = {
  what: string;
  figure: string;
  value: number;
  kept: boolean;
  promise: string | undefined;
};

/** The figure that a promise is about, with its neighbours, and what was promised. */
export function pageRow({ what, samples, bare, most }: PageFigure): PageRow {
  if (samples.length === 0) throw new Error(`Nothing was measured: ${what}`);
  const ratio = bare === undefined ? undefined : at(samples, 0.5) / at(bare, 0.5);
  const beside = bare === undefined ? '' : `; bare ${both(bare)}`;
  const measured = `${both(samples)} of ${samples.length}${beside}`;
  if (most === undefined)
    return { what, figure: measured, value: at(samples, 0.5), kept: true, promise: undefined };
  const bound = boundOf(most);
  const value =
    'ratio' in most ? (ratio ?? Number.NaN) : 'eachMs' in most ? at(samples, 1) : at(samples, 0.5);
  const kept = value <= bound.most;
  const times = 'ratio' in most ? `, ${value.toFixed(2)} times` : '';
  return {
    what,
    figure: `${measured}${times}; ${bound.words}: ${kept ? 'kept' : 'missed'}`,
    value,
    kept,
    promise: `${what}: ${bound.words}`,
  };
}

function boundOf(most: NonNullable<PageFigure['most']>): { most: number; words: string } {
  if ('ratio' in most) return { most: most.ratio, words: `at most ${most.ratio} times the bare page` };
  if ('eachMs' in most) return { most: most.eachMs, words: `none over ${most.eachMs} ms` };
  return { most: most.medianMs, words: `at most ${most.medianMs} ms` };
}

/** Median, 95th percentile and the most, in milliseconds. */
const both = (samples: readonly number[]) =>
  `${at(samples, 0.5).toFixed(0)} (p95 ${at(samples, 0.95).toFixed(0)}, most ${at(samples, 1).toFixed(0)}) ms`;

const at = (samples: readonly number[], share: number): number => {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
};
