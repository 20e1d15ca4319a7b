import type { TemplateState } from '../../words.ts';
import { isMoved } from './template-standing.ts';

/**
 * What a template asks of an admin. `nothing`: it is approved and goes out.
 * `wait`: Meta is looking at it. `submit`: Meta has not taken it yet. `full`:
 * the account has as many templates as Meta allows. `poor` and `moving`: it
 * goes out and may soon not, for how it is taken or for a category that Meta
 * has announced. `moved`: Meta has put it into another category, as which it is
 * not sent.
 */
export type TemplateNeed =
  | 'nothing'
  | 'wait'
  | 'submit'
  | 'full'
  | 'poor'
  | 'moving'
  | 'moved'
  | 'rejected'
  | 'paused'
  | 'disabled';

/** @param reason Meta's word, or one of our warnings; NULL: none */
export function templateNeed({
  state,
  category,
  reason,
}: {
  state: TemplateState;
  category: string | null;
  reason: string | null;
}): TemplateNeed {
  if (state === 'approved') {
    if (isMoved({ category })) return 'moved';
    if (reason === 'MOVING_TO_MARKETING') return 'moving';
    return reason?.startsWith('QUALITY_') ? 'poor' : 'nothing';
  }
  if (state === 'missing') return reason?.includes('template_limit') ? 'full' : 'submit';
  return state === 'pending' ? 'wait' : state;
}

/** Meta's words for why it turned a template down, that there are sentences for. Others are shown as they came. */
const knownReasons = [
  'ABUSIVE_CONTENT',
  'INCORRECT_CATEGORY',
  'INVALID_FORMAT',
  'PROMOTIONAL',
  'SCAM',
  'TAG_CONTENT_MISMATCH',
  'CATEGORY_NOT_AVAILABLE',
  'QUALITY_YELLOW',
  'QUALITY_RED',
  'MOVING_TO_MARKETING',
] as const;
export type KnownReason = (typeof knownReasons)[number];

export const isKnownReason = (reason: string): reason is KnownReason =>
  (knownReasons as readonly string[]).includes(reason);
