import type { TargetState } from '../words.ts';

/** What a person may do with one post to one account. */
export const targetSteps = [
  'change',
  'submit',
  'approve',
  'send_back',
  'cancel',
  'post_now',
  'is_there',
  'is_not_there',
] as const;
export type TargetStep = (typeof targetSteps)[number];

/**
 * Where each step may begin. A target is made as a draft, asked for (in review),
 * and comes back (sent back) or is let go (approved, then scheduled or
 * publishing, which is the publisher's). What is with the publisher can still be
 * cancelled, which may come too late; and what failed or missed its time goes
 * when a person says so, never by itself, or is left. What nobody could find out
 * is settled by somebody who has looked at the account: it is there, or it is not.
 */
const from: Record<TargetStep, readonly TargetState[]> = {
  change: ['draft', 'in_review', 'sent_back', 'approved', 'scheduled', 'overdue', 'failed'],
  submit: ['draft', 'sent_back'],
  approve: ['in_review'],
  send_back: ['in_review'],
  cancel: ['draft', 'in_review', 'sent_back', 'approved', 'scheduled', 'publishing', 'overdue', 'failed'],
  post_now: ['overdue', 'failed'],
  is_there: ['unconfirmed'],
  is_not_there: ['unconfirmed'],
};

/** Whether a step may begin where a target stands. */
export const mayStep = (state: TargetState, step: TargetStep): boolean => from[step].includes(state);

/** States in which somebody was asked, or has said yes: a change makes that void, and asks again. */
const bound = ['in_review', 'approved', 'scheduled'] as const satisfies readonly TargetState[];

/** Whether what was said of a target holds for its version and time only, so that a change of either asks anew. */
export const isBound = (state: TargetState): boolean => (bound as readonly TargetState[]).includes(state);

/** What an approval binds: a version, and a time. */
export type Bound = {
  versionId: string | null;
  /** NULL: as soon as it is approved. */
  publishAt: Date | null;
};

/** Whether an approval that was given for one thing holds for another. */
export const isSame = (a: Bound, b: Bound): boolean =>
  a.versionId === b.versionId && a.publishAt?.getTime() === b.publishAt?.getTime();
