import type { TemplateState } from '../../words.ts';

/** Where one of our templates stands with Meta, by name and Meta's language code. */
export type TemplateStanding = {
  name: string;
  language: string;
  state: TemplateState;
  /** Meta's category as it now is. NULL: not told, and so the one that was asked for. */
  category: string | null;
};

type Known = Pick<TemplateStanding, 'state' | 'category'>;

/** Whether Meta has moved a template out of the category that we asked for. */
export const isMoved = ({ category }: Pick<Known, 'category'>): boolean =>
  category !== null && category !== 'UTILITY';

/**
 * Whether messages may go out as a template. One that Meta has moved to
 * marketing is not used, even where nothing else is left: such messages are
 * capped per person, not delivered to some countries, and billed at another
 * rate, so they would be lost without a word and cost what nobody agreed to;
 * and the holders of our numbers have agreed to notices, not to marketing.
 * Another language or the form without a picture takes its place; where there
 * is none, messages wait, and an admin sees why.
 */
export const isSendable = (standing: Known | undefined): boolean =>
  standing?.state === 'approved' && !isMoved(standing);

/** Whether Meta has decided against a template: waiting for it would be in vain. */
export const isTurnedDown = (standing: Known | undefined): boolean =>
  standing !== undefined &&
  (['rejected', 'paused', 'disabled'].includes(standing.state) ||
    (standing.state === 'approved' && isMoved(standing)));
