import { z } from 'zod';
import { routeDeliveries } from '../words.ts';

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
