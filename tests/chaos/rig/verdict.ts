import { acceptanceLog, checkDelivery } from '#tests/support/check-delivery.ts';
import type { Rig } from './rig.ts';

export type Verdict = {
  lost: string[];
  dup: string[];
  stuck: string[];
  /** Alerts that a message carries, or that were skipped with a reason. */
  alerts: number;
  /** Messages that the sandbox accepted. */
  accepted: number;
  /** Messages given up in doubt: ended with a reason, and to be seen by a human. */
  unconfirmed: number;
  failed: number;
  expired: number;
};

/**
 * Compares what the sandbox wrote down with the database. Beyond the
 * comparison of messages, every posted story must have been found, and every
 * one of them have an alert for each phone of the other teams.
 */
export async function judge({ owner, folder, posted }: Rig): Promise<Verdict> {
  const { sql } = owner;
  const { alerts, accepted, lost, twice, stuck } = await checkDelivery(folder, owner);
  const [found] = await sql<{ count: number }[]>`select count(*)::int as count from story where alerted`;
  const untold = await sql<{ story: string; number: string }[]>`
    select s.id as story, n.id as number from story s join number n on n.home_region_id <> s.region_id
    where s.alerted and not exists (select from alert a where a.story_id = s.id and a.number_id = n.id)`;
  const states = await sql<{ state: string; count: number }[]>`
    select state, count(*)::int as count from message group by 1`;
  const count = (state: string) => states.find((each) => each.state === state)?.count ?? 0;
  const open = await sql<{ id: string; state: string }[]>`
    select id, state from message where state in ('planned', 'held', 'accepted', 'sent')`;
  const missing = posted() - found!.count;
  return {
    lost: [
      ...lost,
      ...untold.map(({ story, number }) => `${story} to ${number} (no alert)`),
      ...(missing === 0 ? [] : [`${missing} stories were not found`]),
    ],
    dup: [...twice, ...(await toldTwice(folder))],
    stuck: [...new Set([...stuck, ...open.map(({ id, state }) => `${id} is ${state}`)])],
    alerts,
    accepted,
    unconfirmed: count('unconfirmed'),
    failed: count('failed'),
    expired: count('expired'),
  };
}

/** By the log alone, whatever the database says: a story is named by its code, and the newest of a roll-up, too. */
async function toldTwice(folder: string): Promise<string[]> {
  const facts = (await acceptanceLog(folder)).filter(
    ({ fact, type }) => fact === 'accepted' && type === 'template',
  );
  const told = Map.groupBy(facts, ({ to, template, params }) =>
    JSON.stringify([to, (params as { code?: string } | undefined)?.code ?? [template, params]]),
  );
  return [...told.values()].flatMap((same) =>
    same.length > 1
      ? [`${same.map(({ template }) => template).join(', ')} told one phone of the same story`]
      : [],
  );
}
