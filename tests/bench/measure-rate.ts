import { createHmac } from 'node:crypto';
import { Agent, request } from 'undici';
import { claimMessages } from '#lib/messages/commands/claim-messages.ts';
import { listTemplateStandings } from '#lib/messages/queries/senders.ts';
import { templateSet } from '#lib/messages/templates/template-set.ts';
import { planStory } from '#lib/alerts/job.ts';
import type { Accepted, BenchWorld } from './bench-world.ts';

/** As many requests under way as the dispatcher has at most. */
const parallel = 200;

/** Messages accepted per second: all safety on, and by a bare loop that posts the same bodies. */
export type Rates = { dispatcher: number; bare: number };

/** Measures both in turn, each on a machine that the other has warmed up. */
export async function measureRate(world: BenchWorld, numbers: number, rounds: number): Promise<Rates[]> {
  await world.setThroughput(1_000_000);
  const bodies = await claimBodies(world);
  const rates: Rates[] = [];
  // The first round warms up and does not count.
  for (let round = 0; round <= rounds; round += 1) {
    const bareFrom = Date.now();
    await postBare(world, bodies);
    const bare = perSecond(await world.waitForAccepted(bareFrom, bodies.length));
    await world.passTime();
    const from = Date.now();
    const stop = world.startDispatcher();
    await world.tell();
    const dispatcher = perSecond(await world.waitForAccepted(from, numbers));
    await stop();
    if (round > 0) rates.push({ dispatcher, bare });
  }
  return rates;
}

/** What the dispatcher itself would post: a round that is claimed and goes to the bare loop instead. */
async function claimBodies(world: BenchWorld): Promise<string[]> {
  const { context, senderId } = world;
  const { storyId } = await world.tell();
  await planStory(context, { storyId });
  const options = {
    senderId,
    set: templateSet(context.env.STORYWIRE_URL),
    standings: await listTemplateStandings(context.db, senderId),
    limit: parallel,
    buzzes: true,
    uploading: [],
  };
  const bodies: string[] = [];
  for (;;) {
    const { claimed } = await claimMessages(context.db, options);
    if (claimed.length === 0) return bodies;
    bodies.push(...claimed.map(({ body }) => JSON.stringify(body)));
  }
}

async function postBare({ sandbox, context }: BenchWorld, bodies: readonly string[]): Promise<void> {
  const agent = new Agent({ pipelining: 1 });
  const { META_GRAPH_URL, META_GRAPH_VERSION, META_ACCESS_TOKEN, META_APP_SECRET, WHATSAPP_PHONE_NUMBER_ID } =
    {
      ...context.env,
      ...sandbox.env,
    };
  const proof = createHmac('sha256', META_APP_SECRET).update(META_ACCESS_TOKEN).digest('hex');
  const url = `${META_GRAPH_URL}/${META_GRAPH_VERSION}/${WHATSAPP_PHONE_NUMBER_ID}/messages?appsecret_proof=${proof}`;
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${META_ACCESS_TOKEN}` };
  const waiting = [...bodies];
  const lane = async () => {
    for (let body = waiting.pop(); body !== undefined; body = waiting.pop()) {
      const answer = await request(url, { method: 'POST', headers, body, dispatcher: agent });
      const text = await answer.body.text();
      if (answer.statusCode !== 200) throw new Error(`The sandbox answered ${answer.statusCode}: ${text}`);
    }
  };
  await Promise.all(Array.from({ length: parallel }, lane));
  await agent.close();
}

function perSecond(accepted: readonly Accepted[]): number {
  const moments = accepted.map(({ atMs }) => atMs);
  return (accepted.length * 1_000) / Math.max(1, Math.max(...moments) - Math.min(...moments));
}
