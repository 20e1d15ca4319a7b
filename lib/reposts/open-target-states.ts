import type { TargetState } from '../words.ts';

/** Not yet at an end: of an account one of these at a time in a repost. */
export const openTargetStates = [
  'draft',
  'in_review',
  'sent_back',
  'approved',
  'scheduled',
  'publishing',
  'overdue',
] as const satisfies readonly TargetState[];
