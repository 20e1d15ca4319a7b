import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { attempt, message, sender, template } from '#db/schema.ts';
import { newId } from '#lib/ids.ts';
import { dispatchOnce } from '#lib/messages/job.ts';
import { sendJson, stubServer } from '../meta/stub-server.ts';
import { type Scene, startScene } from './scene.ts';

let scene: Scene;
let other: string;
beforeAll(async () => {
  scene = await startScene();
  const [own] = await scene.test.db.select().from(sender);
  const [row] = await scene.test.db
    .insert(sender)
    .values({ phoneNumberId: '300500600700999', wabaId: own!.wabaId, tokenId: own!.tokenId })
    .returning({ id: sender.id });
  other = row!.id;
  const rows = await scene.test.db.select().from(template);
  await scene.test.db
    .insert(template)
    .values(rows.map((each) => ({ ...each, id: newId(), senderId: other, metaId: `o${each.metaId}` })));
});
afterAll(() => scene.close());
beforeEach(() => scene.clear());

const usage = (call_count: number) => ({
  'x-business-use-case-usage': JSON.stringify({
    '1': [
      { type: 'whatsapp', call_count, total_time: 1, total_cputime: 1, estimated_time_to_regain_access: 5 },
    ],
  }),
});

/** Two numbers have a joined message each, one from either sender. */
const twoMessages = async () => {
  const messages: Record<string, string> = {};
  for (const senderId of [scene.senderId, other]) {
    const numberId = await scene.addNumber();
    const [row] = await scene.test.db
      .insert(message)
      .values({
        kind: 'joined',
        senderId,
        numberId,
        dedupeKey: `joined:${numberId}`,
        dueAt: sql`now()`,
        usefulUntil: sql`now() + interval '1 day'`,
      })
      .returning({ id: message.id });
    messages[senderId] = row!.id;
  }
  return { mine: messages[scene.senderId]!, others: messages[other]! };
};

test.each([
  ['code 130429', 400, { error: { code: 130_429, message: 'Rate limit hit' } }, {}],
  ['code 131057', 400, { error: { code: 131_057, message: 'Maintenance' } }, {}],
  ['429 with the app rate', 429, { error: { code: 4, message: 'Application request limit reached' } }, {}],
  ['a used-up budget in the headers', 200, { messages: [{ id: 'wamid.THROTTLED' }] }, usage(100)],
] as const)('%s holds its own sender alone, and never fails a message', async (_, status, body, headers) => {
  const own = scene.sandbox.env.WHATSAPP_PHONE_NUMBER_ID;
  let sent = 0;
  const stub = await stubServer(({ url }, response) => {
    if (url.pathname.includes(own)) return sendJson(response, body, status, headers);
    sent += 1;
    return sendJson(response, { messages: [{ id: `wamid.OTHER${sent}` }] });
  });
  const context = { ...scene.context, env: { ...scene.context.env, META_GRAPH_URL: stub.config.graphUrl } };
  const { mine, others } = await twoMessages();
  await dispatchOnce(context);
  const read = async (id: string) =>
    (await scene.test.db.select().from(message).where(eq(message.id, id)))[0]?.state;
  expect(await read(others)).toBe('accepted');
  expect(await read(mine)).toBe(status === 200 ? 'accepted' : 'planned');
  const rows = await scene.test.db.select({ id: sender.id, pausedUntil: sender.pausedUntil }).from(sender);
  const [tried] = await scene.test.db.select().from(attempt).where(eq(attempt.messageId, mine));
  for (const { id, pausedUntil } of rows)
    expect(pausedUntil !== null && pausedUntil > tried!.endedAt!).toBe(id === scene.senderId);
  await stub.close();
});

test('131056 holds the one number: another of the same sender goes on', async () => {
  const first = await scene.addNumber('First');
  const second = await scene.addNumber('Second');
  await scene.sandbox.post('/_sandbox/faults', {
    match: 'messages',
    fault: { refuse: { code: 131_056, status: 400 } },
    times: 1,
  });
  await scene.tell();
  await dispatchOnce(scene.context);
  const states = [...(await scene.messagesOf(first)), ...(await scene.messagesOf(second))].map(
    ({ state }) => state,
  );
  expect(states.toSorted()).toEqual(['accepted', 'planned']);
  const [from] = await scene.test.db.select().from(sender).where(eq(sender.id, scene.senderId));
  expect(from?.pausedUntil).toBeNull();
});
