import { z } from 'zod';
import { routeDeliveries, type RouteDelivery } from '../words.ts';

/** One cell of the matrix that is to change, and as what it was seen before. */
export type RouteChange = {
  sourceRegionId: string;
  targetRegionId: string;
  from: RouteDelivery;
  to: RouteDelivery;
};

export const routeChange = z.object({
  sourceRegionId: z.uuid(),
  targetRegionId: z.uuid(),
  from: z.enum(routeDeliveries),
  to: z.enum(routeDeliveries),
});

/** At most all cells of 100 regions. A form brings them as JSON text. */
const changes = z.array(routeChange).min(1, 'invalid').max(10_000, 'invalid');

export const routesForm = z.object({
  changes: z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: 'invalid' });
        return z.NEVER;
      }
    })
    .pipe(changes),
});
