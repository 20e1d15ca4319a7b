import { eventually } from '#tests/support/eventually.ts';
import type { ProxyMode } from '#tests/support/tcp-proxy.ts';
import { clearUp, drain, passInterval, patiently } from '../come-to-rest.ts';
import { type FailPoint, failPoints, killAt, somethingToSend } from '../kill-at.ts';
import type { Random } from '../random.ts';
import type { Rig } from '../rig.ts';
import type { Figures, Scenario, ScenarioRun } from '../scenario.ts';

/** A kill takes up to twenty messages along, which were claimed together; so many phones keep the work from running out. */
const size = (quick: boolean) =>
  quick
    ? { kills: 7, alerts: 100, killsAPhase: 6, burst: 1 }
    : { kills: 100, alerts: 1_000, killsAPhase: 10, burst: 2 };

const mostPhases = 60;

/** R1: bursts of five accounts to 200 phones, while workers are killed at every point of a send. */
export const kills: Scenario = {
  title: 'workers are killed at every point of a send',
  rig: (quick) => ({ numbers: quick ? 140 : 200, perTeam: quick ? 1 : 8 }),
  run: (rig, run) => killWhileSending(rig, run, () => 'pass'),
};

/** R2: the same, and of every twenty answers one is lost after Meta accepted. */
export const killsAndLostAnswers: Scenario = {
  ...kills,
  title: 'the same, and 5 % of answers are lost after acceptance',
  run: async (rig, run) => {
    let lost = 0;
    const figures = await killWhileSending(rig, run, () => {
      const lose = run.random.next() < 0.05;
      if (lose) lost += 1;
      return lose ? 'cut-response' : 'pass';
    });
    rig.expect(lost > 0, 'no answer was lost');
    return { ...figures, lostAnswers: lost };
  },
};

async function killWhileSending(
  rig: Rig,
  { quick, random, say }: ScenarioRun,
  usual: () => ProxyMode,
): Promise<Figures> {
  const wanted = size(quick);
  for (const { proxy } of rig.workers) proxy.setMode(usual);
  const killed = Object.fromEntries(failPoints.map((point) => [point, 0]));
  const count = () => Object.values(killed).reduce((sum, each) => sum + each, 0);
  const enough = () => count() >= wanted.kills && Object.values(killed).every((times) => times > 0);
  const wholeBurst = async () => {
    for (const account of rig.brand.accounts) await rig.post(account, wanted.burst);
  };
  const done = async () => enough() && (await countAlerts(rig)) >= wanted.alerts;
  for (let phase = 0; !(await done()) && phase < mostPhases; phase += 1) {
    // By turns the first stories, each told at once, and the roll-ups that carry the others.
    const posting = wholeBurst();
    if (phase % 2 === 1) {
      await posting;
      await drain(rig);
      await passInterval(rig);
    }
    // On a slow machine roll-ups may be through before their time has passed in every table: then nobody is killed.
    await patiently(() => eventually('there is something to send', () => somethingToSend(rig), 30_000));
    for (const point of inTurn(random, killed, wanted.killsAPhase)) {
      const killedNow = await killAt(rig, point, random, usual);
      killed[point]! += killedNow;
      if (killedNow === 0 && !(await somethingToSend(rig))) break;
    }
    await posting;
    await drain(rig);
    await passInterval(rig);
    // The same message in doubt a second time would be given up, so a calm time follows in which all is cleared up.
    if (phase % 2 === 1) await rig.post(random.pick(rig.brand.accounts));
    await clearUp(rig);
    await passInterval(rig);
    say(`${count()} kills, ${await countAlerts(rig)} alerts`);
  }
  rig.expect(await done(), `there were only ${count()} kills`);
  for (const { proxy } of rig.workers) proxy.setMode('pass');
  return { kills: count(), killed };
}

/** Those that were met least often first, since work may run out; then any moment. */
function inTurn(random: Random, killed: Record<string, number>, length: number): FailPoint[] {
  const order = failPoints
    .map((point) => ({ point, place: killed[point]! + random.next() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ point }) => point);
  while (order.length < length) order.push('any moment');
  return order.slice(0, length);
}

async function countAlerts({ owner }: Rig): Promise<number> {
  const [row] = await owner.sql<{ count: number }[]>`select count(*)::int as count from alert`;
  return row!.count;
}
