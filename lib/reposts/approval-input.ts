import { z } from 'zod';

/** Error texts are keys under `errors.`. */
const name = z.string('nameMissing').trim().min(1, 'nameMissing').max(60, 'nameTooLong');

/** One field of a form, or several of one name. */
const userIds = z
  .union([z.uuid('personNotFound').transform((id) => [id]), z.array(z.uuid('personNotFound')).max(200)])
  .default([])
  .transform((ids) => [...new Set(ids)]);

export const addApproverGroupInput = z.strictObject({ name, userIds });

/** A group as its form sends it: whole. */
export const editApproverGroupInput = z.strictObject({ groupId: z.uuid(), name, userIds });

export const removeApproverGroupInput = z.strictObject({ groupId: z.uuid() });

/** Who approves what is posted to an account: `none`, `one`, or a group by its id. */
export const approvalRuleInput = z.strictObject({
  accountId: z.uuid(),
  approval: z.union(
    [
      z.literal('none').transform(() => ({ rule: 'none' as const })),
      z.literal('one').transform(() => ({ rule: 'one' as const })),
      z.uuid().transform((groupId) => ({ rule: 'group' as const, groupId })),
    ],
    'approvalUnknown',
  ),
});
export type ApprovalChoice = z.output<typeof approvalRuleInput>['approval'];
