import type { Page } from '@playwright/test';
import type { Launched } from '../../support/launched.ts';
import type { BarePage } from './bare-page.ts';

/** One promise, what was measured of it, and what the same costs on a bare page. */
export type PageFigure = {
  what: string;
  /** Milliseconds, in the order in which they were measured. */
  samples: readonly number[];
  /** The same on the bare page; undefined where nothing there is the same. */
  bare?: readonly number[] | undefined;
  /** The most that is promised: of the median, as so many times the bare one's or in milliseconds; or of every sample. Undefined where the figure is only told. */
  most?: { ratio: number } | { medianMs: number } | { eachMs: number };
};

/** Of the processor: the machine's own, or a quarter of it, as the makers of browsers imitate a phone of the middle class. */
export type Speed = 'own' | 'quarter';

/** As CDP wants it: so many times as slow. */
export const slowdowns = { own: 1, quarter: 4 } as const satisfies Record<Speed, number>;

export type Opened = { page: Page; setSpeed: (speed: Speed) => Promise<void>; close: () => Promise<void> };

/** What every part of the measurement works with. */
export type Pages = {
  launched: Launched;
  bare: BarePage;
  /** Codes of stories that are live now, all of one account, the oldest first. */
  codes: readonly string[];
  /** How many stories are older than these. */
  stories: number;
  /** A browser with nothing in its cache, signed in or not. */
  open: (signedIn: boolean, speed: Speed) => Promise<Opened>;
};
