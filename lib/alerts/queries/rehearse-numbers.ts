import type { Queryable } from '#db/client.ts';
import { listSenders, listTemplateStandings } from '../../messages/queries/senders.ts';
import { templateSet } from '../../messages/templates/template-set.ts';
import type { RouteDelivery } from '../../words.ts';
import type { PlannedStory } from '../plan-alerts.ts';
import { plannedNumber } from '../planned-number.ts';
import { type RehearsedAlert, rehearseStory, standingAt, type Templates } from '../rehearse-story.ts';
import { listOpenBuzzes, selectNumbersToTell } from './numbers-to-tell.ts';

export type RehearsedNumbers = {
  alerts: RehearsedAlert[];
  homes: Map<string, string>;
  /** Whether there is a WhatsApp number to send from. */
  ready: boolean;
};

/**
 * Rehearses a story number by number, on what planning would look at.
 * @param deliveryOf what a drafted matrix says of a target region; undefined: what is saved holds
 * @param publicUrl stands in the templates' texts, and so in their names
 */
export async function rehearseNumbers(
  db: Queryable,
  {
    story,
    at,
    now,
    picture,
    deliveryOf,
    publicUrl,
  }: {
    story: PlannedStory;
    at: Date;
    now: Date;
    picture: boolean;
    deliveryOf: (targetRegionId: string) => RouteDelivery | undefined;
    publicUrl: string;
  },
): Promise<RehearsedNumbers> {
  const rows = await selectNumbersToTell(db, { regionId: story.regionId });
  const [open, templates] = await Promise.all([
    listOpenBuzzes(
      db,
      rows.map(({ id }) => id),
    ),
    listTemplates(db, publicUrl),
  ]);
  const numbers = rows.map((row) => {
    const delivery = deliveryOf(row.homeRegionId) ?? row.delivery;
    const openBuzzes = open.get(row.id) ?? [];
    const number = { ...plannedNumber({ ...row, delivery }, openBuzzes), openBuzzes };
    return standingAt({ ...number, language: row.language }, at, now);
  });
  const { ready, ...known } = templates;
  return {
    alerts: rehearseStory(story, numbers, { at, picture, ...known }),
    homes: new Map(rows.map(({ id, homeRegionId }) => [id, homeRegionId])),
    ready,
  };
}

async function listTemplates(db: Queryable, publicUrl: string): Promise<Templates & { ready: boolean }> {
  const [from] = await listSenders(db);
  return {
    set: templateSet(publicUrl),
    standings: from ? await listTemplateStandings(db, from.id) : [],
    ready: from !== undefined,
  };
}
