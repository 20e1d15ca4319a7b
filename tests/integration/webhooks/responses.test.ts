import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { audit, flag, message, note, number, seen, user } from '#db/schema.ts';
import { newId } from '#lib/ids.ts';
import { choiceId } from '#lib/messages/choice-id.ts';
import { dispatchOnce } from '#lib/messages/job.ts';
import { type Scene, startScene } from '../messages/scene.ts';
import { inboxOf, processWebhook, repliesOf, seconds, untilHeard } from './inbox.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.close());
beforeEach(async () => {
  const { db } = scene.test;
  await db.delete(flag);
  await db.delete(note);
  await db.delete(seen);
  await scene.clear();
});

const db = () => scene.test.db;
const notes = () => db().select().from(note).orderBy(note.at, note.id);
const flags = () => db().select().from(flag);
const repliesTo = (numberId: string) => repliesOf(scene, numberId);
/** Until what a phone did has been worked through. */
const settle = (arrived: () => Promise<boolean>) => untilHeard(scene, arrived);

type Phone = { digits: string; numberId: string };
const addPhone = async (label?: string): Promise<Phone> => {
  const numberId = await scene.addNumber(label);
  return { numberId, digits: await scene.digits(numberId) };
};
const post = (phone: Phone, path: string, body: object) =>
  scene.sandbox.post<{ id: string }>(`/_sandbox/phones/${phone.digits}/${path}`, body);
/** Tells every number of so many stories, and sends: each in a message of its own, or the rest in one roll-up. */
const tellAll = async (count: number, { together = false } = {}): Promise<string[]> => {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    ids.push(await scene.tell({ postedAt: new Date(Date.now() - 60_000 + n * 1_000) }));
    if (!together) await send();
  }
  await send();
  await send();
  return ids;
};
const send = async () => {
  await scene.passInterval();
  await dispatchOnce(scene.context);
};
const delivered = (numberId: string, count: number) =>
  settle(async () => {
    const rows = await scene.messagesOf(numberId);
    return rows.filter(({ state }) => state === 'delivered' || state === 'read').length >= count;
  });
const carry = async (numberId: string, state: 'active' | 'disabled' = 'active') => {
  const [row] = await db().insert(user).values({ name: 'Ana', state }).returning({ id: user.id });
  const userId = row?.id ?? '';
  await db().update(number).set({ userId }).where(eq(number.id, numberId));
  return userId;
};

/** A message as Meta tells it, for what the sandbox's phones cannot send or send twice. */
const said = (phone: Phone, over: object, { at = new Date(), id = `wamid.${newId()}` } = {}) => ({
  from: phone.digits,
  id,
  timestamp: seconds(at),
  ...over,
});
const text = (body: string, replyTo?: string | null) => ({
  type: 'text',
  text: { body },
  ...(replyTo ? { context: { from: '1', id: replyTo } } : {}),
});
const pick = (id: string) => ({
  type: 'interactive',
  interactive: { type: 'list_reply', list_reply: { id, title: 'x' } },
});
const flagTap = (messageId: string | undefined) => ({
  type: 'button',
  button: { payload: `flag:${messageId}`, text: 'Flag' },
});
const hear = (...messages: object[]) => processWebhook(scene, inboxOf(scene, { messages }));

describe('an answer to a message', () => {
  test('of one story becomes a note on it, told back by one line with the link', async () => {
    const phone = await addPhone();
    const userId = await carry(phone.numberId);
    await tellAll(2);
    await delivered(phone.numberId, 2);
    const [first] = await scene.messagesOf(phone.numberId);
    await post(phone, 'text', { body: ' Lovely light!\nLet us do this. ', reply_to: first?.wamid });
    await settle(async () => (await notes()).length === 1);
    const [kept] = await notes();
    expect(kept).toMatchObject({
      words: 'Lovely light!\nLet us do this.',
      byNumberId: phone.numberId,
      byUserId: userId,
      regionId: scene.targetId,
    });
    const [carried] = await db().execute(
      sql`select s.code, a.story_id from alert a join story s on s.id = a.story_id where a.message_id = ${first?.id}`,
    );
    expect(kept?.storyId).toBe(carried?.['story_id']);
    const replies = await repliesTo(phone.numberId);
    expect(replies).toHaveLength(1);
    expect(replies[0]?.body).toContain(`https://stories.example.org/s/${String(carried?.['code'])}`);
    expect(await db().select().from(audit).where(eq(audit.action, 'note.add'))).toMatchObject([
      { actorKind: 'number', actorId: phone.numberId, thingId: kept?.storyId },
    ]);
  });

  test('is known by the wamid of the attempt that was accepted as well', async () => {
    const phone = await addPhone();
    const [storyId] = await tellAll(1);
    await tellAll(1);
    const [first] = await scene.messagesOf(phone.numberId);
    await db()
      .update(message)
      .set({ wamid: null })
      .where(eq(message.id, first?.id ?? ''));
    await hear(said(phone, text('Nice', first?.wamid)));
    expect(await notes()).toMatchObject([{ storyId, words: 'Nice' }]);
  });

  test('to a message that was not to this phone is read as bare words', async () => {
    const [phone, other] = [await addPhone(), await addPhone('Other')];
    const [storyId] = await tellAll(1);
    const [foreign] = await scene.messagesOf(other.numberId);
    await db().execute(sql`update alert set number_id = null where number_id = ${phone.numberId}`);
    await db().update(message).set({ numberId: null }).where(eq(message.numberId, phone.numberId));
    await hear(said(phone, text('Nice', foreign?.wamid)));
    expect(storyId).toBeDefined();
    expect(await notes()).toMatchObject([{ storyId: null }]);
  });

  test('repeated five times, in any order and in two workers at once, makes one note, one flag and one answer each', async () => {
    const phone = await addPhone();
    const [storyId] = await tellAll(1);
    const [told] = await scene.messagesOf(phone.numberId);
    const note1 = said(phone, text('One', told?.wamid));
    const note2 = said(phone, text('Two', told?.wamid));
    const tap = said(phone, flagTap(told?.id));
    const all = [note1, note2, tap];
    await Promise.all([hear(...all), hear(...all.toReversed())]);
    await hear(tap, note2, note1, tap);
    await hear(note2);
    await hear(note1, tap);
    expect((await notes()).map(({ words, storyId: on }) => [words, on]).toSorted()).toEqual([
      ['One', storyId],
      ['Two', storyId],
    ]);
    expect(await flags()).toMatchObject([
      { storyId, regionId: scene.targetId, kind: 'repost', state: 'open' },
    ]);
    expect(await repliesTo(phone.numberId)).toHaveLength(3);
  });
});

describe('bare words', () => {
  test('with one story they can be about are put on it without asking', async () => {
    const phone = await addPhone();
    const [storyId] = await tellAll(1);
    await post(phone, 'text', { body: 'So good' });
    await settle(async () => (await notes()).length === 1);
    expect(await notes()).toMatchObject([{ storyId, words: 'So good' }]);
    expect(await repliesTo(phone.numberId)).toMatchObject([{ choices: null }]);
  });

  test('are asked about once, by a list on the phone, and the pick places all that was written in a row', async () => {
    const phone = await addPhone();
    const stories = await tellAll(3);
    await post(phone, 'text', { body: 'Great colours' });
    await settle(async () => (await notes()).length === 1);
    await post(phone, 'text', { body: 'and the music!' });
    await settle(async () => (await notes()).length === 2);
    const [asked, another] = await repliesTo(phone.numberId);
    expect(another).toBeUndefined();
    expect(asked?.choices).toHaveLength(3);
    await send();
    await delivered(phone.numberId, 4);
    const [, chosen] = asked?.choices ?? [];
    await post(phone, 'pick', {
      message_id: (await repliesTo(phone.numberId))[0]?.wamid,
      row_id: chosen?.id,
    });
    await settle(async () => (await repliesTo(phone.numberId)).length === 2);
    // Newest first, so the second line is the second story.
    expect(await notes()).toMatchObject([
      { words: 'Great colours', storyId: stories[1] },
      { words: 'and the music!', storyId: stories[1] },
    ]);
    await hear(said(phone, text('One more thing')));
    expect((await notes()).at(-1)).toMatchObject({ storyId: stories[1] });
  });

  test('picked from the same list again stay where they are, and it is said where', async () => {
    const phone = await addPhone();
    const stories = await tellAll(2);
    await hear(said(phone, text('Hm')));
    const [kept] = await notes();
    const chosen = (storyId = '') => pick(choiceId({ act: 'note', noteId: kept?.id ?? '', storyId }));
    const first = said(phone, chosen(stories[0]));
    for (let n = 0; n < 5; n += 1) await hear(first);
    await hear(said(phone, chosen(stories[1])));
    expect(await notes()).toMatchObject([{ storyId: stories[0] }]);
    const bodies = (await repliesTo(phone.numberId)).slice(1).map(({ body }) => body);
    expect(bodies).toHaveLength(2);
    expect(bodies[0]).toBe(bodies[1]);
  });

  test("of another phone, or about a story that this phone was not told of, are placed by nobody's pick", async () => {
    const [phone, other] = [await addPhone(), await addPhone('Other')];
    const [storyId = ''] = await tellAll(2);
    const untold = await scene.addStory();
    await hear(said(phone, text('Hm')));
    const [kept] = await notes();
    const noteId = kept?.id ?? '';
    await hear(said(other, pick(choiceId({ act: 'note', noteId, storyId }))));
    await hear(said(phone, pick(choiceId({ act: 'note', noteId, storyId: untold }))));
    await hear(said(phone, pick(choiceId({ act: 'flag', storyId: untold }))));
    expect(await notes()).toMatchObject([{ storyId: null }]);
    expect(await flags()).toEqual([]);
  });

  test('half an hour later are asked about anew', async () => {
    const phone = await addPhone();
    await tellAll(2);
    await db().execute(sql`update message set accepted_at = now() - interval '2 hours'`);
    await hear(said(phone, text('One'), { at: new Date(Date.now() - 30 * 60_000) }));
    await hear(said(phone, text('Two')));
    expect(await repliesTo(phone.numberId)).toMatchObject([
      { choices: expect.any(Array) },
      { choices: expect.any(Array) },
    ]);
  });

  test('when nothing was told in the last day are kept without a story, with one line saying so', async () => {
    const phone = await addPhone();
    await tellAll(1);
    await db().execute(sql`update message set accepted_at = now() - interval '25 hours'`);
    await hear(said(phone, text('Hello?')), said(phone, text('Anybody?')));
    expect(await notes()).toMatchObject([{ storyId: null }, { storyId: null }]);
    expect(await repliesTo(phone.numberId)).toMatchObject([{ choices: null }]);
  });

  test('from a phone that has left are kept and not answered; nothing is sent after STOP', async () => {
    const phone = await addPhone();
    await tellAll(2);
    await post(phone, 'text', { body: 'STOP' });
    await settle(async () => (await repliesTo(phone.numberId)).length === 1);
    await hear(said(phone, text('and never again')), said(phone, { type: 'image', image: { id: '1' } }));
    expect(await notes()).toMatchObject([{ storyId: null, words: 'and never again' }]);
    expect(await repliesTo(phone.numberId)).toHaveLength(1);
  });

  test('a question is not tried once the window for free text has closed', async () => {
    const phone = await addPhone();
    await tellAll(2);
    const before = (await scene.facts(phone.numberId)).length;
    await hear(said(phone, text('Which?')));
    await db().execute(sql`update number set service_until = now() - interval '1 second'`);
    await send();
    expect(await repliesTo(phone.numberId)).toMatchObject([{ state: 'expired' }]);
    expect(await scene.facts(phone.numberId)).toHaveLength(before);
  });
});

describe('an answer to several stories at once', () => {
  test('is asked about with those stories and no others, ten at most', async () => {
    const phone = await addPhone();
    await tellAll(1);
    const others = await tellAll(12, { together: true });
    const rollUp = (await scene.messagesOf(phone.numberId)).find(({ kind }) => kind === 'rollup');
    await hear(said(phone, text('The blue one', rollUp?.wamid)));
    const [asked] = await repliesTo(phone.numberId);
    const told = await db().execute(
      sql`select a.story_id from alert a join story s on s.id = a.story_id where a.message_id = ${rollUp?.id} order by s.posted_at desc limit 10`,
    );
    expect(others.length).toBeGreaterThan(told.length);
    expect(asked?.choices?.map(({ id }) => id.split(':')[2])).toEqual(told.map((row) => row['story_id']));
  });
});

describe('Flag', () => {
  test("marks the story for the phone's region, once however often and by whomever it is tapped", async () => {
    const [phone, other] = [await addPhone(), await addPhone('Other')];
    const userId = await carry(phone.numberId);
    const [storyId] = await tellAll(1);
    const [told] = await scene.messagesOf(phone.numberId);
    const [toldOther] = await scene.messagesOf(other.numberId);
    await hear(said(phone, flagTap(told?.id)));
    await hear(said(phone, flagTap(told?.id)), said(other, flagTap(toldOther?.id)));
    expect(await flags()).toMatchObject([
      {
        storyId,
        regionId: scene.targetId,
        kind: 'repost',
        byUserId: userId,
        byNumberId: null,
        urgent: false,
      },
    ]);
    const [reply] = await repliesTo(phone.numberId);
    expect(reply?.body).toMatch(/https:\/\/stories\.example\.org\/s\/\w+$/);
    expect(reply?.body).toContain('Portugal');
    expect(await repliesTo(other.numberId)).toHaveLength(1);
  });

  test('on several stories asks which, and the pick flags that one', async () => {
    const phone = await addPhone();
    await tellAll(1);
    await tellAll(3, { together: true });
    const rollUp = (await scene.messagesOf(phone.numberId)).find(({ kind }) => kind === 'rollup');
    await hear(said(phone, flagTap(rollUp?.id)));
    expect(await flags()).toEqual([]);
    const [asked] = await repliesTo(phone.numberId);
    const [, chosen] = asked?.choices ?? [];
    await hear(said(phone, pick(chosen?.id ?? '')));
    expect(await flags()).toMatchObject([{ storyId: chosen?.id.split(':')[1], byNumberId: phone.numberId }]);
  });

  test("on another phone's message, and by a person who was shut out, does nothing", async () => {
    const [phone, other] = [await addPhone(), await addPhone('Other')];
    await carry(other.numberId, 'disabled');
    await tellAll(1);
    const [told] = await scene.messagesOf(phone.numberId);
    const [toldOther] = await scene.messagesOf(other.numberId);
    await hear(said(other, flagTap(told?.id)), said(other, flagTap(toldOther?.id)));
    await hear(said(other, text('words')), said(phone, flagTap(newId())));
    expect(await flags()).toEqual([]);
    expect(await notes()).toEqual([]);
  });
});

describe('Seen', () => {
  test('and a sign put on the message mark every story of it for the person who carries the phone, at the first time', async () => {
    const phone = await addPhone();
    const userId = await carry(phone.numberId);
    const first = await tellAll(1);
    const others = await tellAll(3, { together: true });
    const findRollUp = async () =>
      (await scene.messagesOf(phone.numberId)).find(({ kind }) => kind === 'rollup');
    await settle(async () => (await findRollUp())?.state === 'delivered');
    const rollUp = await findRollUp();
    await post(phone, 'react', { message_id: rollUp?.wamid, emoji: '👍' });
    await settle(async () => (await db().$count(seen)) > 0);
    expect(
      (await scene.messagesOf(phone.numberId)).find(({ id }) => id === rollUp?.id)?.seenAt,
    ).not.toBeNull();
    const early = new Date(Math.floor(Date.now() / 1_000) * 1_000 - 60_000);
    const tap = (at: Date) =>
      said(phone, { type: 'button', button: { payload: `seen:${rollUp?.id}`, text: 'Seen' } }, { at });
    await hear(tap(new Date()), tap(early), tap(new Date()));
    const marks = await db().select().from(seen).where(eq(seen.userId, userId));
    const carried = await db().execute(sql`select story_id from alert where message_id = ${rollUp?.id}`);
    expect(marks.map(({ storyId }) => storyId).toSorted()).toEqual(
      carried.map((row) => String(row['story_id'])).toSorted(),
    );
    expect(marks.every(({ at }) => at.getTime() === early.getTime())).toBe(true);
    expect(marks.length).toBeGreaterThan(1);
    expect(marks.length).toBeLessThanOrEqual(first.length + others.length);
  });

  test('taken back says nothing, and a phone of nobody in particular marks the message alone', async () => {
    const phone = await addPhone();
    await tellAll(1);
    const [told] = await scene.messagesOf(phone.numberId);
    await hear(said(phone, { type: 'reaction', reaction: { message_id: told?.wamid } }));
    expect((await scene.messagesOf(phone.numberId))[0]?.seenAt).toBeNull();
    await hear(said(phone, { type: 'reaction', reaction: { message_id: told?.wamid, emoji: '❤️' } }));
    expect((await scene.messagesOf(phone.numberId))[0]?.seenAt).not.toBeNull();
    expect(await db().$count(seen)).toBe(0);
  });
});

describe('voice, pictures and the like', () => {
  test('get one line in ten minutes, and what comes late gets none', async () => {
    const phone = await addPhone();
    const late = { at: new Date(Date.now() - 11 * 60_000) };
    await hear(said(phone, { type: 'audio', audio: { id: '1' } }, late));
    expect(await repliesTo(phone.numberId)).toHaveLength(0);
    for (const type of ['audio', 'image', 'document', 'sticker', 'location', 'contacts', 'video'])
      await hear(said(phone, { type, [type]: { id: '1' } }));
    expect(await repliesTo(phone.numberId)).toHaveLength(1);
  });

  test('what is no message of a person gets none', async () => {
    const phone = await addPhone();
    for (const type of ['unsupported', 'edit', 'revoke', 'order'])
      await hear(said(phone, { type, errors: [{ code: 131051 }] }));
    expect(await repliesTo(phone.numberId)).toHaveLength(0);
  });
});

test('words that the database cannot hold cost those beside them nothing', async () => {
  const phone = await addPhone();
  await tellAll(1);
  const done = await hear(said(phone, text('a\u0000b')), said(phone, text('good')));
  expect(await notes()).toMatchObject([{ words: 'good' }]);
  expect(done?.poison).toMatchObject([{ item: 'inbound 0' }]);
  expect(JSON.stringify(done?.poison)).not.toContain('a\\u0000b');
});
