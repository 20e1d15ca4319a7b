import { z } from 'zod';
import { routeDeliveries } from '../words.ts';
import { unpackRoutes } from './route-wire.ts';

export const routeChange = z.object({
  sourceRegionId: z.uuid(),
  targetRegionId: z.uuid(),
  from: z.enum(routeDeliveries),
  to: z.enum(routeDeliveries),
});

/** All cells of 100 regions. */
export const mostRouteChanges = 10_000;

const place = z.int('invalid').min(0, 'invalid');
const delivery = z.enum(routeDeliveries, 'invalid');

/** A form brings it as JSON text. */
const wire = z
  .strictObject({
    regions: z.array(z.uuid('invalid')).max(1_000, 'routesTooMany'),
    cells: z
      .array(z.tuple([place, place, delivery, delivery]))
      .min(1, 'invalid')
      .max(mostRouteChanges, 'routesTooMany'),
  })
  .transform((packed, context) => {
    const changes = unpackRoutes(packed);
    if (changes) return changes;
    context.addIssue({ code: 'custom', message: 'invalid' });
    return z.NEVER;
  });

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
    .pipe(wire),
});
