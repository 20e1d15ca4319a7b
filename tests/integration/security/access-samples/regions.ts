import { newCode } from '#lib/ids.ts';
import type { AccessSamples } from '../access-world.ts';
import { makeAccount } from '../world.ts';

const someRegion = () => ({
  name: `New ${newCode(8)}`,
  groupId: '',
  countries: 'GB',
  timeZone: 'Europe/London',
  language: 'en',
  markText: 'GB',
  markColor: '#1d4ed8',
});

export const samples: AccessSamples = {
  forms: {
    addRegionAction: async () => someRegion(),
    editRegionAction: async ({ regions }, place) => ({ ...someRegion(), regionId: regions[place].id }),
    // Into one's own region: from there, or out of another's.
    moveAccountAction: async ({ storywire, regions }, place) => ({
      accountId: await makeAccount(storywire.db, regions[place].id),
      regionId: regions.own.id,
    }),
  },
};
