import type { CheckResult } from '../words.ts';

/** A stretch of time in which an account was not checked with success. Moments are ISO 8601. */
export type AccountGap = {
  from: string;
  /** NULL: it still is so. */
  until: string | null;
  /** What the last failed check in it came to; `silence`: there was none, so nobody asked. */
  reason: Exclude<CheckResult, 'ok'> | 'silence';
};

/** How an account has been checked during the last days. */
export type AccountHistory = {
  account: { id: string; username: string; name: string };
  /** NULL: it has none, and is not checked. */
  region: { id: string; name: string; archived: boolean } | null;
  lastGoodCheckAt: string | null;
  /** Not to be asked before; NULL: at its next turn. */
  notBefore: string | null;
  /** Of the token that reads it; `none`: it was disconnected, and no other reaches the account. */
  token: 'works' | 'refused' | 'none';
  checks: { good: number; failed: number };
  /** From *posted* to *found*, of the checks that found something; NULL: none did. */
  delay: { medianMs: number; p95Ms: number; checks: number } | null;
  /** The newest first, {@link mostGaps} at most. */
  gaps: AccountGap[];
  /** Whether there were more. */
  gapsCut: boolean;
};

/** How far back a history goes, in days. */
export const historyDays = 30;

/** As many gaps as somebody may read; an account that has more has one and the same trouble again and again. */
export const mostGaps = 50;

/**
 * After how long without a good check an account counts as not checked: one
 * turn may be missed, and a restart takes a moment.
 * @returns ms
 */
export const gapMs = (pollIntervalMs: number): number => Math.max(5 * 60_000, 3 * pollIntervalMs);
