import type { TemplateState } from '../../words.ts';

const states: Record<string, TemplateState> = {
  APPROVED: 'approved',
  REINSTATED: 'approved',
  UNARCHIVED: 'pending',
  PENDING: 'pending',
  IN_APPEAL: 'pending',
  // Still sendable, yet about to be paused for bad feedback.
  FLAGGED: 'approved',
  REJECTED: 'rejected',
  PAUSED: 'paused',
  DISABLED: 'disabled',
  LOCKED: 'disabled',
  UNLOCKED: 'approved',
  ARCHIVED: 'disabled',
  DELETED: 'missing',
  PENDING_DELETION: 'disabled',
  // The account has as many templates as Meta allows: this one was not taken.
  LIMIT_EXCEEDED: 'disabled',
};

/**
 * What Meta's status or event means for sending. One that we do not know
 * counts as not approved.
 * Source: whatsapp/templates/template-management and the webhook
 * message_template_status_update.
 * @param word upper case
 */
export const templateState = (word: string): TemplateState => states[word] ?? 'disabled';
