import { quietHoursOf } from '../regions/quiet-hours.ts';
import type { Hearing, NumberState, RouteDelivery } from '../words.ts';
import type { OpenBuzz, PlannedNumber } from './plan-alerts.ts';

/** A number as the database knows it, beside one region whose stories it may hear. */
type NumberToTell = {
  id: string;
  homeRegionId: string;
  homeArchived: boolean;
  follows: boolean;
  state: NumberState;
  mutedUntil: Date | null;
  hears: Hearing;
  delivery: RouteDelivery | null;
  buzzIntervalMinutes: number;
  buzzFreeAt: Date | null;
  ownQuietHours: string | null;
  regionQuietHours: string | null;
  timeZone: string;
};

/** The same in the words of planning. */
export function plannedNumber(
  { buzzIntervalMinutes, ownQuietHours, regionQuietHours, ...row }: NumberToTell,
  openBuzzes: readonly OpenBuzz[],
): PlannedNumber {
  return {
    ...row,
    quietHours: quietHoursOf(ownQuietHours, regionQuietHours),
    buzzIntervalMs: buzzIntervalMinutes * 60_000,
    openBuzzes,
  };
}
