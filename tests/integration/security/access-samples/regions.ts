import { approverGroup } from '#db/schema.ts';
import { systemActor } from '#lib/actor.ts';
import { newCode } from '#lib/ids.ts';
import { addRegion } from '#lib/regions/commands/add-region.ts';
import { archiveRegion } from '#lib/regions/commands/archive-region.ts';
import { addRegionGroup } from '#lib/regions/commands/region-groups.ts';
import type { AccessSamples, AccessWorld } from '../access-world.ts';
import { makeAccount } from '../world.ts';

const actor = systemActor('test');

const someRegion = () => ({
  name: `New ${newCode(8)}`,
  groupId: '',
  countries: 'GB',
  timeZone: 'Europe/London',
  language: 'en',
  markText: 'GB',
  markColor: '#1d4ed8',
  quietHours: '22:00-07:00',
});

async function spareRegion({ storywire }: AccessWorld): Promise<{ regionId: string; name: string }> {
  const region = someRegion();
  return { regionId: (await addRegion(storywire.db, { actor, ...region })).id, name: region.name };
}

const spareGroup = async ({ storywire }: AccessWorld) =>
  (await addRegionGroup(storywire.db, { actor, name: `Spare ${newCode(8)}` })).id;

async function spareApprovers({ storywire }: AccessWorld): Promise<string> {
  const [row] = await storywire.db
    .insert(approverGroup)
    .values({ name: `Spare ${newCode(8)}` })
    .returning({ id: approverGroup.id });
  return row!.id;
}

export const samples: AccessSamples = {
  pathParts: {
    '[regionId]': ({ regions }, place) => regions[place].id,
    '[accountId]': ({ regions }, place) => regions[place].accountId,
  },
  forms: {
    addRegionAction: async () => someRegion(),
    editRegionAction: async ({ regions }, place) => ({ ...someRegion(), regionId: regions[place].id }),
    // Into one's own region: from there, or out of another's.
    moveAccountAction: async ({ storywire, regions }, place) => ({
      accountId: await makeAccount(storywire.db, regions[place].id),
      regionId: regions.own.id,
    }),
    addRegionsAction: async () => ({ list: `New ${newCode(8)}; ; GB` }),
    archiveRegionAction: spareRegion,
    restoreRegionAction: async (world) => {
      const { regionId, name } = await spareRegion(world);
      await archiveRegion(world.storywire.db, { actor, regionId, name, now: new Date() });
      return { regionId };
    },
    addGroupAction: async () => ({ name: `New ${newCode(8)}` }),
    renameGroupAction: async (world) => ({ groupId: await spareGroup(world), name: `New ${newCode(8)}` }),
    orderGroupAction: async (world) => ({ groupId: await spareGroup(world), direction: 'up' }),
    removeGroupAction: async (world) => ({ groupId: await spareGroup(world), name: '' }),
    mapAccountsAction: async ({ storywire, regions }, place) => ({
      [await makeAccount(storywire.db, regions[place].id)]: regions.own.id,
    }),
    setApprovalRuleAction: async ({ storywire, regions }, place) => ({
      accountId: await makeAccount(storywire.db, regions[place].id),
      approval: 'none',
    }),
    addApproverGroupAction: async () => ({ name: `New ${newCode(8)}` }),
    editApproverGroupAction: async (world) => ({
      groupId: await spareApprovers(world),
      name: `New ${newCode(8)}`,
    }),
    removeApproverGroupAction: async (world) => ({ groupId: await spareApprovers(world) }),
  },
};
