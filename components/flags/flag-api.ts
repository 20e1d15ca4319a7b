import type { FlagChange, FlagInput } from '#lib/flags/flag-input.ts';
import { sendJson } from '#components/live/send-json.ts';

/** What came of a flag: its id, how many phones are told of a problem, and the region's name. */
export type FlagMade = { flagId: string; told: number; region: string };

/** @throws Refused */
export const addFlag = async (input: FlagInput): Promise<FlagMade> =>
  (await sendJson('POST', '/api/flags', input)) as FlagMade;

/** @throws Refused */
export async function changeFlag(flagId: string, change: FlagChange): Promise<void> {
  await sendJson('PATCH', `/api/flags/${flagId}`, change);
}

/** @throws Refused */
export async function withdrawFlag(flagId: string): Promise<void> {
  await sendJson('DELETE', `/api/flags/${flagId}`, {});
}
