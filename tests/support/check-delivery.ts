import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Connection } from '#db/client.ts';

export type AcceptanceFact = {
  fact: string;
  wamid?: string;
  to?: string;
  opaque?: string | null;
  type?: string;
  template?: string | null;
  /** The values of the template's places. */
  params?: unknown;
  /** ISO. */
  at?: string;
};

/** What the sandbox wrote down of what it truly accepted and delivered: the ground truth. */
export async function acceptanceLog(dataFolder: string): Promise<AcceptanceFact[]> {
  // It is made with the first fact.
  const text = await readFile(join(dataFolder, 'sandbox', 'acceptance.jsonl'), 'utf8').catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    },
  );
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as AcceptanceFact);
}

export type Delivery = {
  alerts: number;
  accepted: number;
  /** Alerts neither in an accepted message, nor skipped, nor ended with a reason. */
  lost: string[];
  /** Messages that were accepted more than once, and numbers told of a story by more than one. */
  twice: string[];
  /** Messages in no state in which they may rest. */
  stuck: string[];
};

/** Compares the ground truth with the database. Knows nothing of how Storywire sends. */
export async function checkDelivery(dataFolder: string, { sql }: Connection): Promise<Delivery> {
  const facts = (await acceptanceLog(dataFolder)).filter((each) => each.fact === 'accepted');
  const attempts = await sql<
    { opaque: string; message: string }[]
  >`select opaque_id as opaque, message_id as message from attempt`;
  const messageOf = new Map(attempts.map((each) => [each.opaque, each.message]));
  const times = new Map<string, number>();
  for (const { opaque } of facts) {
    const message = opaque ? messageOf.get(opaque) : undefined;
    if (message) times.set(message, (times.get(message) ?? 0) + 1);
  }
  const alerts = await sql<{ story: string; number: string; message: string | null; state: string | null }[]>`
    select a.story_id as story, a.number_id as number, a.message_id as message, m.state
    from alert a left join message m on m.id = a.message_id`;
  const ended = new Set(['failed', 'expired', 'unconfirmed']);
  const told = new Map<string, number>();
  const lost: string[] = [];
  for (const { story, number, message, state } of alerts) {
    const count = message ? (times.get(message) ?? 0) : 0;
    if (message && count === 0 && !ended.has(state ?? '')) lost.push(`${story} to ${number} (${state})`);
    if (count > 0) told.set(`${story} to ${number}`, (told.get(`${story} to ${number}`) ?? 0) + count);
  }
  const missing = await sql<{ id: string }[]>`
    select s.id from story s where s.alerted and not exists (select from plan p where p.story_id = s.id)`;
  const unknown = facts.filter(
    ({ opaque, type }) => type === 'template' && !(opaque && messageOf.has(opaque)),
  );
  const stuck = await sql<{ id: string; state: string }[]>`
    select id, state from message where state = 'sending' or (state in ('planned', 'held') and due_at < now() - interval '10 seconds')`;
  return {
    alerts: alerts.length,
    accepted: facts.length,
    lost: [...lost, ...missing.map(({ id }) => `story ${id} was never planned`)],
    twice: [
      ...[...told].filter(([, count]) => count > 1).map(([who, count]) => `${who}: ${count} times`),
      ...[...times]
        .filter(([, count]) => count > 1)
        .map(([message, count]) => `message ${message}: ${count} times`),
      ...unknown.map(({ wamid }) => `${wamid} belongs to no attempt`),
    ],
    stuck: stuck.map(({ id, state }) => `${id} is ${state}`),
  };
}
