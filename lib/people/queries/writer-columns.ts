import { number, region, user } from '#db/schema.ts';

/** Who wrote or flagged something, and for which region, for a query that joins user, number and region: see `asWritten`. */
export const writerColumns = {
  person: user.name,
  phone: { label: number.label, homeRegionId: number.homeRegionId },
  region: region.name,
};
