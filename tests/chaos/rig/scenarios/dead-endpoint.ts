import { setTimeout as delay } from 'node:timers/promises';
import { acceptanceLog } from '#tests/support/check-delivery.ts';
import { drain } from '../come-to-rest.ts';
import { passTime } from '../pass-time.ts';
import type { Rig } from '../rig.ts';
import type { Scenario } from '../scenario.ts';
import { ageWaitingWebhooks } from '../waiting-webhooks.ts';

const hours = 2 * 60 * 60;
/** Twice as long as from one round of the sweeper to the next. */
const sweepsMs = 11_000;

/** R13: for two hours no webhook comes through, some answers are lost besides, and all is told afterwards. */
export const deadEndpoint: Scenario = {
  title: 'the webhook endpoint is down for 2 h, then everything is told at once',
  rig: (quick) => ({ numbers: quick ? 30 : 200, perTeam: quick ? 1 : 8 }),
  run: async (rig, { quick, random }) => {
    const [first, second, ...rest] = rig.brand.accounts;
    await rig.post(first!);
    await drain(rig);
    rig.webhooks.setMode('refuse');
    for (const { proxy } of rig.workers) proxy.setMode(() => (random.next() < 0.1 ? 'cut-response' : 'pass'));
    for (const account of quick ? [second!] : [second!, ...rest]) await rig.post(account);
    await passTime(rig.owner, 660);
    await drain(rig);
    const inDoubt = await countAttempts(rig, 'uncertain');
    rig.expect(inDoubt > 0, 'no answer was lost, so nothing was in doubt');
    // By quarters, with traffic in between that proves nothing, since its statuses do not come either.
    for (let quarter = 0; quarter < 4; quarter += 1) {
      await passTime(rig.owner, hours / 4);
      ageWaitingWebhooks(rig.folder, hours / 4);
      await rig.post(first!);
      await drain(rig);
      await delay(sweepsMs);
    }
    const resent = await countResent(rig);
    rig.expect(resent === 0, `${resent} were sent again because of the silence`);
    for (const { proxy } of rig.workers) proxy.setMode('pass');
    rig.webhooks.setMode('pass');
    const told = ageWaitingWebhooks(rig.folder, 0);
    await drain(rig);
    return { inDoubt, resentInSilence: resent, webhooksToldLate: told };
  },
};

async function countAttempts({ owner }: Rig, outcome: string): Promise<number> {
  const [row] = await owner.sql<
    { count: number }[]
  >`select count(*)::int as count from attempt where outcome = ${outcome}`;
  return row!.count;
}

/** What was accepted and yet taken for absent. */
async function countResent({ owner, folder }: Rig): Promise<number> {
  const accepted = new Set((await acceptanceLog(folder)).map(({ opaque }) => opaque));
  const rows = await owner.sql<
    { opaque: string }[]
  >`select opaque_id as opaque from attempt where outcome = 'absent'`;
  return rows.filter(({ opaque }) => accepted.has(opaque)).length;
}
