import { createHmac } from 'node:crypto';
import { Agent, request } from 'undici';
import { planStory } from '#lib/alerts/job.ts';
import { type ClaimedMessage, claimMessages } from '#lib/messages/commands/claim-messages.ts';
import { recordOutcomes } from '#lib/messages/commands/record-outcomes.ts';
import { listTemplateStandings } from '#lib/messages/queries/senders.ts';
import { templateSet } from '#lib/messages/templates/template-set.ts';
import { readSendOutcome } from '#lib/whatsapp/send-outcome.ts';
import type { Accepted } from './acceptance-tail.ts';
import type { BenchWorld } from './bench-world.ts';

/** As many requests under way as the dispatcher has at most. */
const parallel = 200;

/** Messages accepted per second, by the sandbox's log: all safety on, and by a bare loop that posts the same bodies. */
export type Rates = {
  dispatcher: number;
  /** The same messages, until the outcome of the last is stored as well. */
  stored: number;
  bare: number;
};

/** Measures both in turn, each on a machine that the other has warmed up. */
export async function measureRate(world: BenchWorld, numbers: number, rounds: number): Promise<Rates[]> {
  await world.setThroughput(1_000_000);
  const claimed = await claimRound(world, numbers);
  const rates: Rates[] = [];
  // Its connections stay open between rounds, as the dispatcher's do.
  const agent = new Agent({ pipelining: 1 });
  // The first round warms up and does not count.
  for (let round = 0; round <= rounds; round += 1) {
    await world.waitForQuiet();
    const bareFrom = Date.now();
    const wamids = await postBare(world, agent, claimed);
    const bare = perSecond(await world.waitForAccepted(bareFrom, numbers));
    // They were sent, if by another: nothing of them is to stay in doubt.
    if (round === 0) await noteAccepted(world, claimed, wamids);
    await world.passTime();
    await world.waitForQuiet();
    const { from, stop } = await beginRound(world);
    const accepted = await world.waitForAccepted(from, numbers);
    await stop();
    const stored = (numbers * 1_000) / (Date.now() - Math.min(...accepted.map(({ atMs }) => atMs)));
    if (round > 0) rates.push({ dispatcher: perSecond(accepted), stored, bare });
  }
  await agent.close();
  return rates;
}

/** A story is planned before anybody sends, so that what is measured is sending. */
async function beginRound(world: BenchWorld) {
  await planStory(world.context, { storyId: (await world.tell()).storyId });
  const from = Date.now();
  return { from, stop: world.startDispatcher() };
}

/** What the dispatcher itself would post: a round that is claimed and goes to the bare loop instead. */
async function claimRound(world: BenchWorld, numbers: number): Promise<ClaimedMessage[]> {
  const { context, senderId } = world;
  await planStory(context, { storyId: (await world.tell()).storyId });
  const options = {
    senderId,
    set: templateSet(context.env.STORYWIRE_URL),
    standings: await listTemplateStandings(context.db, senderId),
    limit: parallel,
    buzzes: true,
    uploading: [],
  };
  const all: ClaimedMessage[] = [];
  for (;;) {
    const { claimed } = await claimMessages(context.db, options);
    all.push(...claimed);
    if (claimed.length > 0) continue;
    if (all.length !== numbers) throw new Error(`Of ${numbers} messages ${all.length} could be claimed.`);
    return all;
  }
}

/** @returns Meta's ids of them, in their order. @throws when one was not accepted */
async function postBare(
  { sandbox, context }: BenchWorld,
  agent: Agent,
  claimed: readonly ClaimedMessage[],
): Promise<string[]> {
  const { META_GRAPH_URL, META_ACCESS_TOKEN, META_APP_SECRET, WHATSAPP_PHONE_NUMBER_ID } = sandbox.env;
  const proof = createHmac('sha256', META_APP_SECRET).update(META_ACCESS_TOKEN).digest('hex');
  const url = `${META_GRAPH_URL}/${context.env.META_GRAPH_VERSION}/${WHATSAPP_PHONE_NUMBER_ID}/messages?appsecret_proof=${proof}`;
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${META_ACCESS_TOKEN}` };
  const bodies = claimed.map(({ body }) => JSON.stringify(body));
  const texts: string[] = [];
  const waiting = bodies.keys();
  const lane = async () => {
    // The lanes share one iterator: each takes the next body that none has taken.
    for (const index of waiting) {
      const answer = await request(url, {
        method: 'POST',
        headers,
        body: bodies[index] ?? '',
        dispatcher: agent,
      });
      texts[index] = await answer.body.text();
      if (answer.statusCode !== 200)
        throw new Error(`The sandbox answered ${answer.statusCode}: ${texts[index]}`);
    }
  };
  await Promise.all(Array.from({ length: parallel }, lane));
  return texts.map(acceptedId);
}

function acceptedId(text: string): string {
  const answer = { kind: 'answer', status: 200, headers: {}, json: JSON.parse(text) as unknown } as const;
  const outcome = readSendOutcome(answer, new Date());
  if (outcome.kind !== 'accepted') throw new Error(`The sandbox did not accept: ${text}`);
  return outcome.wamid;
}

async function noteAccepted(
  { context }: BenchWorld,
  claimed: readonly ClaimedMessage[],
  wamids: readonly string[],
): Promise<void> {
  const results = claimed.map(({ messageId, attemptId, epoch }, index) => {
    const ids = { wamid: wamids[index] ?? '', waId: null, userId: null };
    return {
      messageId,
      attemptId,
      epoch,
      chance: 0,
      verdict: { kind: 'accepted' as const, ...ids, pauseSenderMs: 0 },
    };
  });
  const { stale } = await recordOutcomes(context.db, results);
  if (stale > 0) throw new Error(`${stale} outcomes of the first round came too late.`);
}

function perSecond(accepted: readonly Accepted[]): number {
  const moments = accepted.map(({ atMs }) => atMs);
  return (accepted.length * 1_000) / Math.max(1, Math.max(...moments) - Math.min(...moments));
}
