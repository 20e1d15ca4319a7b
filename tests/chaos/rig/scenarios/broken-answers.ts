import type { ProxyMode } from '#tests/support/tcp-proxy.ts';
import { eventually } from '#tests/support/eventually.ts';
import { drain, passInterval } from '../come-to-rest.ts';
import { calm, disturb } from '../faults.ts';
import type { Rig } from '../rig.ts';
import type { Scenario } from '../scenario.ts';

type Trouble = {
  name: string;
  /** Done by the sandbox, or where it never gets there, by the proxy. */
  fault?: Record<string, unknown>;
  proxy?: ProxyMode;
  /** The class it belongs to. Each way but the lost request is accepted by Meta. */
  outcome: 'accepted' | 'uncertain';
};

/** A request may wait 15 s for its headers and then 10 s for its body. */
const troubles: Trouble[] = [
  { name: 'late answer', fault: { delay_answer_ms: 17_000 }, outcome: 'uncertain' },
  { name: 'slow headers', fault: { delay_answer_ms: 4_000 }, outcome: 'accepted' },
  { name: 'slow body', fault: { slow_body_ms: 4_000 }, outcome: 'accepted' },
  { name: 'body too slow', fault: { slow_body_ms: 13_000 }, outcome: 'uncertain' },
  { name: 'cut JSON', fault: { cut_body: true }, outcome: 'uncertain' },
  { name: '200 without id', fault: { without_id: true }, outcome: 'uncertain' },
  { name: 'answer lost', fault: { lose_answer: true }, outcome: 'uncertain' },
  // Last, since only traffic of later can tell that it was not accepted.
  { name: 'request lost', proxy: 'hold-request', outcome: 'uncertain' },
];

const longestMs = 35_000;

/** So many meet each trouble. In full, of every four: were it more, the breaker would rightly hold all back. */
const size = (quick: boolean) =>
  quick
    ? { times: 3, share: 1, numbers: 3 * troubles.length }
    : { times: 200, share: 1 / 4, numbers: 4 * 200 };

/** R6: every way in which an answer can be late or broken goes into its class. */
export const brokenAnswers: Scenario = {
  title: 'late, slow, cut and incomplete answers each go into the right class',
  // A refusal for pace whose answer is broken, too, would be uncertain and not accepted.
  rig: (quick) => ({ numbers: size(quick).numbers, perTeam: 0, messagesPerSecond: 1_000 }),
  run: async (rig, { quick }) => {
    const { times, share, numbers } = size(quick);
    const classed = { accepted: 0, uncertain: 0 };
    for (const round of quick ? [troubles] : troubles.map((each) => [each])) {
      const counts = await sendInto(rig, round, { times, share });
      const uncertain = round.filter(({ outcome }) => outcome === 'uncertain').length * times;
      for (const outcome of ['accepted', 'uncertain'] as const) {
        const wanted = outcome === 'uncertain' ? uncertain : numbers - uncertain;
        const names = round.map(({ name }) => name).join(', ');
        rig.expect(
          counts[outcome] === wanted,
          `${names}: ${counts[outcome]} ${outcome} instead of ${wanted}`,
        );
        classed[outcome] += counts[outcome];
      }
      await calm(rig);
      for (const { proxy } of rig.workers) {
        proxy.setMode('pass');
        proxy.release();
      }
      if (round.every(({ proxy }) => proxy === undefined)) {
        await drain(rig);
        await passInterval(rig);
      }
    }
    const [row] = await rig.owner.sql<{ longest: number }[]>`
      select max(extract(epoch from ended_at - started_at) * 1000)::float8 as longest from attempt where n = 1`;
    rig.expect(row!.longest <= longestMs, `a send took ${Math.round(row!.longest)} ms`);
    return {
      ofEachTrouble: times,
      classedAsAccepted: classed.accepted,
      classedAsUncertain: classed.uncertain,
      longestMs: Math.round(row!.longest),
    };
  },
};

/** One story to every phone; webhooks wait meanwhile, so that the answer alone decides. */
async function sendInto(
  rig: Rig,
  round: readonly Trouble[],
  { times, share }: { times: number; share: number },
): Promise<Record<'accepted' | 'uncertain', number>> {
  const [last] = await rig.owner.sql<{ id: string }[]>`select id from attempt order by id desc limit 1`;
  await disturb(rig, 'webhooks', { webhooks: { hold: true } });
  for (const { fault } of round) if (fault) await disturb(rig, 'messages', { ...fault, share }, times);
  const lost = round.filter(({ proxy }) => proxy !== undefined).length * times;
  let left = lost;
  let turn = 0;
  for (const { proxy } of rig.workers)
    proxy.setMode(() => {
      turn += share;
      if (left === 0 || turn < 1) return 'pass';
      turn -= 1;
      left -= 1;
      return 'hold-request';
    });
  await rig.post(rig.brand.accounts[0]!);
  return eventually(
    'every phone was tried',
    async () => {
      const rows = await rig.owner.sql<{ outcome: string; count: number }[]>`
        select outcome, count(*)::int as count from attempt
        where id > ${last?.id ?? '00000000-0000-0000-0000-000000000000'} group by 1`;
      const count = (outcome: string) => rows.find((each) => each.outcome === outcome)?.count ?? 0;
      const counts = { accepted: count('accepted'), uncertain: count('uncertain') };
      // Whom the pace held back is tried once more, and counts then.
      const all = counts.accepted + counts.uncertain >= rig.brand.numbers;
      return all && count('sending') === 0 ? counts : undefined;
    },
    600_000,
  );
}
