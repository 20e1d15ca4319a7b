'use server';

import { mapAccounts, moveAccount } from '#lib/accounts/commands/move-account.ts';
import { action } from '#lib/auth/action.ts';
import { addRegion } from '#lib/regions/commands/add-region.ts';
import { addRegions } from '#lib/regions/commands/add-regions.ts';
import { archiveRegion, restoreRegion } from '#lib/regions/commands/archive-region.ts';
import { editRegion } from '#lib/regions/commands/edit-region.ts';
import {
  addRegionGroup,
  orderRegionGroup,
  removeRegionGroup,
  renameRegionGroup,
} from '#lib/regions/commands/region-groups.ts';
import {
  archiveRegionInput,
  editRegionInput,
  groupNameInput,
  mapAccountsInput,
  moveAccountInput,
  orderGroupInput,
  regionInput,
  regionListInput,
  removeGroupInput,
  renameGroupInput,
  restoreRegionInput,
} from '#lib/regions/region-input.ts';
import {
  addApproverGroupInput,
  approvalRuleInput,
  editApproverGroupInput,
  removeApproverGroupInput,
} from '#lib/reposts/approval-input.ts';
import {
  addApproverGroup,
  editApproverGroup,
  removeApproverGroup,
} from '#lib/reposts/commands/approver-groups.ts';
import { setApprovalRule } from '#lib/reposts/commands/set-approval-rule.ts';
import { setAccountRights } from '#lib/rights/commands/set-rights.ts';
import { accountRightsInput } from '#lib/rights/rights-input.ts';

export const addRegionAction = action({ input: regionInput }, async ({ db, actor, input, t }) => {
  const { id } = await addRegion(db, { actor, ...input });
  return { message: t('regions.done.regionAdded', { name: input.name }), id };
});

export const addRegionsAction = action({ input: regionListInput }, async ({ db, actor, input, t }) => {
  const { added, groups } = await addRegions(db, { actor, ...input });
  return { message: t('regions.done.regionsAdded', { count: added, groups }) };
});

export const editRegionAction = action({ input: editRegionInput }, async ({ db, actor, input, t }) => {
  await editRegion(db, { actor, ...input });
  return { message: t('regions.done.regionEdited', { name: input.name }) };
});

export const archiveRegionAction = action({ input: archiveRegionInput }, async ({ db, actor, input, t }) => {
  const { name } = await archiveRegion(db, { actor, ...input, now: new Date() });
  return { message: t('regions.done.regionArchived', { name }) };
});

export const restoreRegionAction = action({ input: restoreRegionInput }, async ({ db, actor, input, t }) => {
  const { name } = await restoreRegion(db, { actor, ...input, now: new Date() });
  return { message: t('regions.done.regionRestored', { name }) };
});

export const addGroupAction = action({ input: groupNameInput }, async ({ db, actor, input, t }) => {
  await addRegionGroup(db, { actor, ...input });
  return { message: t('regions.done.groupAdded', { name: input.name }) };
});

export const renameGroupAction = action({ input: renameGroupInput }, async ({ db, actor, input, t }) => {
  await renameRegionGroup(db, { actor, ...input });
  return { message: t('regions.done.groupRenamed', { name: input.name }) };
});

export const orderGroupAction = action({ input: orderGroupInput }, async ({ db, actor, input, t }) => {
  const { name } = await orderRegionGroup(db, { actor, ...input });
  return { message: t('regions.done.groupMoved', { name }) };
});

export const removeGroupAction = action({ input: removeGroupInput }, async ({ db, actor, input, t }) => {
  const { name, left } = await removeRegionGroup(db, { actor, ...input });
  return { message: t('regions.done.groupRemoved', { name, count: left }) };
});

export const moveAccountAction = action({ input: moveAccountInput }, async ({ db, actor, input, t }) => {
  await moveAccount(db, { actor, ...input });
  return {
    message: input.regionId === null ? t('regions.done.accountTaken') : t('regions.done.accountMoved'),
  };
});

export const mapAccountsAction = action({ input: mapAccountsInput }, async ({ db, actor, input, t }) => {
  const choices = new Map(Object.entries(input).filter(([, regionId]) => regionId !== ''));
  const count = await mapAccounts(db, { actor, choices });
  return { message: t('regions.done.accountsMapped', { count }) };
});

export const setAccountRightsAction = action(
  { input: accountRightsInput },
  async ({ db, actor, input, t }) => {
    const { username } = await setAccountRights(db, { actor, ...input });
    return { message: t('regions.done.accountRights', { account: username }) };
  },
);

export const setApprovalRuleAction = action({ input: approvalRuleInput }, async ({ db, actor, input, t }) => {
  const { username, ...moved } = await setApprovalRule(db, { actor, ...input, now: new Date() });
  return { message: t('regions.done.approvalRule', { account: username, ...moved }) };
});

export const addApproverGroupAction = action(
  { input: addApproverGroupInput },
  async ({ db, actor, input, t }) => {
    const { groupId } = await addApproverGroup(db, { actor, ...input });
    return { message: t('approvers.done.added', { name: input.name }), id: groupId };
  },
);

export const editApproverGroupAction = action(
  { input: editApproverGroupInput },
  async ({ db, actor, input, t }) => {
    await editApproverGroup(db, { actor, ...input });
    return { message: t('approvers.done.edited', { name: input.name }) };
  },
);

export const removeApproverGroupAction = action(
  { input: removeApproverGroupInput },
  async ({ db, actor, input, t }) => {
    const { name } = await removeApproverGroup(db, { actor, ...input });
    return { message: t('approvers.done.removed', { name }) };
  },
);
