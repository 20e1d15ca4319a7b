import { TZDate } from '@date-fns/tz';
import { z } from 'zod';
import { canonicalTimeZone } from '../regions/time-zones.ts';
import { mostRouteChanges, routeChange } from './route-input.ts';

/** A draft of the whole matrix of 100 regions fits. */
export const rehearsalLimitBytes = 2 * 1024 * 1024;

/** What is to be rehearsed. Without date and time: now. Without changes: the matrix as it is saved. */
export const rehearsalInput = z.object({
  accountId: z.uuid(),
  at: z
    .object({
      date: z.iso.date('invalid'),
      time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'invalid'),
      timeZone: z.string().transform((text, context) => {
        const zone = canonicalTimeZone(text);
        if (zone !== undefined) return zone;
        context.addIssue({ code: 'custom', message: 'invalid' });
        return z.NEVER;
      }),
    })
    .transform(({ date, time, timeZone }) => momentIn(timeZone, date, time))
    .optional(),
  changes: z.array(routeChange).max(mostRouteChanges, 'routesTooMany').default([]),
});

/** Of what draft the month is to be reckoned. Without changes: the matrix as it is saved. */
export const monthCostInput = rehearsalInput.pick({ changes: true });

/** The moment at which the clocks of a zone show a day (`2026-11-25`) and a time (`17:40`). */
export function momentIn(timeZone: string, date: string, time: string): Date {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return new Date(new TZDate(year, month - 1, day, hour, minute, timeZone).getTime());
}
