import type { RouteDelivery } from '../words.ts';

/** One cell of the matrix that is to change, and as what it was seen before. */
export type RouteChange = {
  sourceRegionId: string;
  targetRegionId: string;
  from: RouteDelivery;
  to: RouteDelivery;
};
