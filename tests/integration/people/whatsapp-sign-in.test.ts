import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  audit,
  grant,
  message,
  number,
  region,
  sender,
  signInLink,
  signInRequest,
  user,
} from '#db/schema.ts';
import { systemActor } from '#lib/actor.ts';
import { unsealNumber } from '#lib/numbers/queries/unseal-number.ts';
import { addPerson } from '#lib/people/commands/add-person.ts';
import { disablePerson } from '#lib/people/commands/disable-person.ts';
import { revokeSignInLinks } from '#lib/people/commands/sign-in-link.ts';
import { sampleNumber, sampleRegion } from '#tests/support/sample-brand.ts';
import { eventually } from '#tests/support/eventually.ts';
import { trySignIn } from '#tests/support/sign-in.ts';
import { startStorywire, type Storywire } from '#tests/support/storywire.ts';

/** Real web, real worker, and the sandbox as WhatsApp: a code goes out from a phone, and its chat is looked at. */
let storywire: Storywire;
let regionId: string;
const actor = systemActor('test');
const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36';
const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1';

beforeAll(async () => {
  storywire = await startStorywire({ sandbox: true, worker: true });
  regionId = await sampleRegion(storywire.db, { name: 'Portugal', countries: ['PT'], language: 'en' });
  await eventually('the worker knows the brand’s number', async () => {
    const [row] = await storywire.db.select().from(sender);
    return row?.displayNumber ?? undefined;
  });
});
afterAll(() => storywire.close());

type Asked = { text: string; link: string; qr: { size: number; path: string } };

/** A browser that taps *Sign in with WhatsApp*. */
async function ask(to = '/', userAgent = windows): Promise<Asked & { cookie: string }> {
  const response = await storywire.fetch('/api/sign-in-request', {
    method: 'POST',
    headers: { origin: storywire.url, 'content-type': 'application/json', 'user-agent': userAgent },
    body: JSON.stringify({ to }),
  });
  expect(response.status).toBe(200);
  const [cookie = ''] = response.headers.getSetCookie();
  return { ...((await response.json()) as Asked), cookie: cookie.split(';')[0]! };
}

type Phone = {
  numberId: string;
  digits: string;
  send: (text: string) => Promise<void>;
  /** What the brand has answered, once there are so many answers. */
  answers: (count: number) => Promise<string[]>;
};

async function phone(label = 'Ana'): Promise<Phone> {
  const { db, sandbox } = storywire;
  const numberId = await sampleNumber(db, regionId, label);
  const [row] = await db.select().from(number).where(eq(number.id, numberId));
  const digits = unsealNumber(row!).slice(1);
  return { numberId, digits, ...chatOf(digits, sandbox!) };
}

function chatOf(digits: string, sandbox: NonNullable<Storywire['sandbox']>): Pick<Phone, 'send' | 'answers'> {
  const texts = async () => {
    const { messages } = await sandbox.get<{ messages: { sender: string; text: string }[] }>(
      `/_sandbox/phones/${digits}`,
    );
    return messages.filter(({ sender }) => sender === 'business').map(({ text }) => text);
  };
  return {
    send: async (text) => {
      await sandbox.post(`/_sandbox/phones/${digits}/text`, { body: text });
    },
    answers: async (count) => {
      // Two messages to one phone keep a distance; a test does not wait for it.
      return await eventually(`${count} answers are in the chat`, async () => {
        await storywire.db.update(number).set({ notBefore: null });
        const all = await texts();
        return all.length >= count && all;
      });
    },
  };
}

const linkIn = (text: string | undefined) =>
  /https?:\/\/\S+\/sign-in\/link#(\S+)/.exec(text ?? '')?.[1] ?? '';

const lookAt = async (secret: string, cookie = '') => {
  const response = await storywire.fetch('/api/sign-in-link', {
    method: 'POST',
    headers: { origin: storywire.url, 'content-type': 'application/json', cookie },
    body: JSON.stringify({ secret }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

/** Opens a link as the page does, with the cookie of the browser it is opened in. @returns the session's cookie */
async function open(
  secret: string,
  { cookie = '', confirmed = false, userAgent = windows } = {},
): Promise<string | undefined> {
  const csrf = await storywire.fetch('/api/auth/csrf');
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const own = csrf.headers.getSetCookie().map((line) => line.split(';')[0]);
  const response = await storywire.fetch('/api/auth/callback/link', {
    method: 'POST',
    headers: { origin: storywire.url, 'user-agent': userAgent, cookie: [...own, cookie].join('; ') },
    body: new URLSearchParams({
      secret,
      csrfToken,
      ...(confirmed ? { confirmed: 'yes' } : {}),
      json: 'true',
      callbackUrl: '/',
    }),
  });
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0]!)
    .find((pair) => pair.startsWith('storywire='));
}

const progress = async (cookie: string) =>
  (
    (await (await storywire.fetch('/api/sign-in-request', { headers: { cookie } })).json()) as {
      state: string;
    }
  ).state;

const isSignedIn = async (cookie: string | undefined) =>
  (await storywire.fetch('/api/sessions', { headers: { cookie: cookie ?? '' } })).status === 200;

/** A browser asked, a phone sent the code, and the link is in its chat. */
async function answered(holder: Phone, to = '/'): Promise<{ cookie: string; secret: string }> {
  const { cookie, text } = await ask(to);
  const before = (await storywire.db.$count(message, eq(message.numberId, holder.numberId))) + 1;
  await holder.send(text);
  const secret = linkIn((await holder.answers(before)).at(-1));
  expect(secret).not.toBe('');
  return { cookie, secret };
}

test('an active number without a user becomes a viewer of its region, signed in where it was asked, at the story', async () => {
  const { db } = storywire;
  const holder = await phone('Beatriz, Lisbon');
  const { cookie, text, link } = await ask('/stories/ABC234', iphone);
  expect(link).toContain(`?text=${encodeURIComponent(text)}`);
  expect(await progress(cookie)).toBe('waiting');
  await holder.send(text);
  const [answer] = await holder.answers(1);
  expect(answer).toContain('as Beatriz, Lisbon, asked for from Safari on iPhone');
  expect(await progress(cookie)).toBe('answered');
  const secret = linkIn(answer);
  expect(await lookAt(secret, cookie)).toEqual({
    status: 200,
    body: {
      name: 'Beatriz, Lisbon',
      to: '/stories/ABC234',
      asked: { here: true, device: 'Safari on iPhone' },
    },
  });
  const session = await open(secret, { cookie, userAgent: iphone });
  expect(await isSignedIn(session)).toBe(true);
  expect(await progress(`${cookie}; ${session}`)).toBe('signed_in');

  const [row] = await db.select().from(number).where(eq(number.id, holder.numberId));
  const grants = await db.select().from(grant).where(eq(grant.userId, row!.userId!));
  expect(grants).toMatchObject([{ role: 'viewer', regionId }]);
  const lines = await db
    .select({ action: audit.action })
    .from(audit)
    .where(eq(audit.actorId, holder.numberId));
  expect(lines.map(({ action }) => action).toSorted()).toEqual([
    'number.link',
    'person.add',
    'signInLink.create',
  ]);
});

test('a number that belongs to somebody signs in as them, time and again', async () => {
  const { db } = storywire;
  const holder = await phone('Work phone');
  const { userId } = await addPerson(db, { actor, name: 'Editor Eva', email: null, grants: [] });
  await db.update(number).set({ userId }).where(eq(number.id, holder.numberId));
  const people = await db.$count(user);
  for (let time = 0; time < 2; time += 1) {
    const { cookie, secret } = await answered(holder);
    expect((await lookAt(secret, cookie)).body['name']).toBe('Editor Eva');
    expect(await isSignedIn(await open(secret, { cookie }))).toBe(true);
  }
  expect(await db.$count(user)).toBe(people);
});

test('somebody talked into sending a stranger’s code gets a link, and the stranger’s browser gets nothing', async () => {
  const victim = await phone('Victim');
  const { cookie: stranger, secret } = await answered(victim);
  // The stranger knows the code and holds the cookie, but the link is in the victim’s chat.
  expect(await isSignedIn(stranger)).toBe(false);
  const told = await (
    await storywire.fetch('/api/sign-in-request', { headers: { cookie: stranger } })
  ).text();
  expect(JSON.parse(told)).toEqual({ state: 'answered' });
  // The victim’s own phone asks, by name and by where it was asked for, and signs in there.
  expect((await lookAt(secret)).body).toMatchObject({
    name: 'Victim',
    asked: { here: false, device: 'Chrome on Windows' },
  });
  expect(await isSignedIn(await open(secret, { confirmed: true, userAgent: iphone }))).toBe(true);
  expect(await isSignedIn(stranger)).toBe(false);
  expect(await open(secret, { cookie: stranger })).toBeUndefined();
});

test('in another browser a link signs in nobody who was not asked, and is not spent by that', async () => {
  const holder = await phone();
  const { secret } = await answered(holder);
  const other = await ask();
  // No cookie; the cookie of another request; forged ones; two at once.
  for (const cookie of [
    '',
    other.cookie,
    `asked-storywire=${'A'.repeat(43)}`,
    'asked-storywire=',
    `${other.cookie}; ${other.cookie}`,
  ]) {
    expect((await lookAt(secret, cookie)).body['asked']).toMatchObject({ here: false });
    expect(await open(secret, { cookie })).toBeUndefined();
  }
  expect(await isSignedIn(await open(secret, { cookie: other.cookie, confirmed: true }))).toBe(true);
});

test('a link works once, for ten minutes, and not after it was taken back; each time it is said what to do', async () => {
  const { db } = storywire;
  const holder = await phone();
  const used = await answered(holder);
  expect(await open(used.secret, used)).toBeDefined();
  expect(await open(used.secret, used)).toBeUndefined();
  const [row] = await db.select().from(signInLink).where(eq(signInLink.kind, 'whatsapp')).limit(1);
  expect(row!.expiresAt.getTime() - row!.createdAt.getTime()).toBe(10 * 60_000);

  const over = await answered(holder);
  await db
    .update(signInLink)
    .set({ expiresAt: new Date() })
    .where(sql`used_at is null`);
  const revoked = await answered(holder);
  const [owner] = await db.select().from(number).where(eq(number.id, holder.numberId));
  expect(
    await db.transaction((tx) => revokeSignInLinks(tx, { userId: owner!.userId!, now: new Date() })),
  ).toBe(1);
  for (const [{ secret, cookie }, words] of [
    [used, 'This link has been used already'],
    [over, 'The time for this link is over'],
    [revoked, 'This link was taken back'],
  ] as const) {
    const { status, body } = await lookAt(secret, cookie);
    expect({ status, words: JSON.stringify(body) }).toEqual({
      status: 404,
      words: expect.stringContaining(words),
    });
    expect(await open(secret, { cookie, confirmed: true })).toBeUndefined();
  }
});

test('a code is answered once: sent again, or from another number, or after its time, it gives no link', async () => {
  const { db } = storywire;
  const [first, second] = [await phone('First'), await phone('Second')];
  const { text, cookie } = await ask();
  await first.send(text);
  const secret = linkIn((await first.answers(1))[0]);
  await second.send(text);
  expect(await second.answers(1)).toEqual([
    'This code has been used already. Get a new one on the sign-in page.',
  ]);
  await first.send(text);
  expect(linkIn((await first.answers(2))[1])).toBe('');
  expect((await lookAt(secret, cookie)).body['name']).toBe('First');

  const late = await ask();
  await db
    .update(signInRequest)
    .set({ expiresAt: new Date() })
    .where(sql`answered_at is null`);
  expect(await progress(late.cookie)).toBe('over');
  await second.send(late.text);
  expect((await second.answers(2))[1]).toBe(
    'The time for this code is over. Get a new one on the sign-in page.',
  );
});

test('a guessed code gives whoever guesses nothing, and after five in ten minutes not even an answer', async () => {
  const guesser = await phone('Guesser');
  const other = await phone('Other');
  for (let guess = 0; guess < 5; guess += 1) {
    await guesser.send(`sign in ABCD-234${guess + 2}`);
    expect((await guesser.answers(guess + 1))[guess]).toContain('This code is not known.');
  }
  // A right one is one too many as well, and its request stays open for whoever it is of.
  const { text, cookie } = await ask();
  await guesser.send(text);
  expect((await guesser.answers(6))[5]).toContain('Wait ten minutes');
  await guesser.send(text);
  await other.send(text);
  expect(linkIn((await other.answers(1))[0])).not.toBe('');
  expect(await progress(cookie)).toBe('answered');
  expect(await guesser.answers(6)).toHaveLength(6);
});

test.each([
  ['invited', 'has not joined yet'],
  ['paused', 'is paused'],
  ['opted_out', 'Send START to come back'],
] as const)('a number that is %s is told why, and gets no link', async (state, words) => {
  const holder = await phone();
  await storywire.db.update(number).set({ state }).where(eq(number.id, holder.numberId));
  const { text, cookie } = await ask();
  await holder.send(text);
  const [answer] = await holder.answers(1);
  expect(answer).toContain(words);
  expect(linkIn(answer)).toBe('');
  expect(await progress(cookie)).toBe('waiting');
  const [row] = await storywire.db.select().from(number).where(eq(number.id, holder.numberId));
  expect(row).toMatchObject({ state, userId: null });
});

test('neither a number of an archived region nor one of a disabled person gets a link', async () => {
  const { db } = storywire;
  const archived = await phone('Archived');
  const closed = await sampleRegion(db, { name: 'Closed', language: 'en-GB' });
  await db.update(region).set({ archivedAt: new Date() }).where(eq(region.id, closed));
  await db.update(number).set({ homeRegionId: closed }).where(eq(number.id, archived.numberId));
  await archived.send((await ask()).text);
  expect((await archived.answers(1))[0]).toContain('Closed has been archived');

  const disabled = await phone('Disabled');
  const { cookie, secret } = await answered(disabled);
  const [row] = await db.select().from(number).where(eq(number.id, disabled.numberId));
  await disablePerson(db, { actor, userId: row!.userId!, now: new Date() });
  // What was on its way is worth nothing any more, either.
  expect((await lookAt(secret, cookie)).status).toBe(404);
  expect(await open(secret, { cookie, confirmed: true })).toBeUndefined();
  await db.update(number).set({ state: 'active' }).where(eq(number.id, disabled.numberId));
  await disabled.send((await ask()).text);
  expect((await disabled.answers(2))[1]).toContain('You may not sign in at the moment.');
});

test('a number that nobody added gets the one line that every stranger gets and no link, and becomes nobody', async () => {
  const { db, sandbox } = storywire;
  const stranger = chatOf('447700900555', sandbox!);
  const people = await db.$count(user);
  const { text, cookie } = await ask();
  await stranger.send(text);
  // Whoever writes next is answered, so the stranger’s turn has passed.
  const holder = await phone();
  await holder.send((await ask()).text);
  await holder.answers(1);
  const [line, ...more] = await stranger.answers(1);
  expect(more).toEqual([]);
  expect(line).toContain('only serves');
  expect(line).not.toContain('http');
  expect(await progress(cookie)).toBe('waiting');
  expect(await db.$count(user)).toBe(people + 1);
});

test('a webhook that Meta repeats makes no second link', async () => {
  const { db, sandbox } = storywire;
  const holder = await phone();
  await sandbox!.post('/_sandbox/faults', {
    match: 'webhooks',
    times: 1,
    fault: { webhooks: { repeat: 3 } },
  });
  const { text } = await ask();
  await holder.send(text);
  await holder.answers(1);
  // Whoever writes next is answered, so the repeats have been worked through.
  const next = await phone();
  await next.send((await ask()).text);
  await next.answers(1);
  expect(await holder.answers(1)).toHaveLength(1);
  const [row] = await db.select().from(number).where(eq(number.id, holder.numberId));
  expect(await db.$count(signInLink, eq(signInLink.userId, row!.userId!))).toBe(1);
});

test('the link stands in no table, no log and no dump: sealed until sent, and then dropped', async () => {
  const { db } = storywire;
  const holder = await phone();
  const { secret } = await answered(holder);
  const rows = await eventually('the answer is known to be sent', async () => {
    const found = await db.select().from(message).where(eq(message.numberId, holder.numberId));
    return found.every(({ state }) => state !== 'planned' && state !== 'sending') && found;
  });
  expect(rows).toMatchObject([{ kind: 'reply', body: null, sealedBody: null }]);
  const tables = await db.execute<{ name: string }>(
    sql`select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname in ('public', 'pgboss')`,
  );
  for (const { name } of tables) {
    const [found] = await db.execute(
      sql`select count(*)::int as n from ${sql.raw(name)} t where t::text like ${`%${secret}%`}`,
    );
    expect({ name, n: found!['n'] }).toEqual({ name, n: 0 });
  }
  expect(storywire.output()).not.toContain(secret);
});

test('another site, a page without an origin, and a link in an address start nothing', async () => {
  const body = JSON.stringify({ to: '/' });
  for (const origin of [undefined, 'null', 'https://example.com']) {
    const headers = { 'content-type': 'application/json', ...(origin === undefined ? {} : { origin }) };
    const response = await storywire.fetch('/api/sign-in-request', { method: 'POST', headers, body });
    expect(response.status).toBe(403);
    expect(response.headers.getSetCookie()).toEqual([]);
  }
  const holder = await phone();
  const { cookie, secret } = await answered(holder);
  const foreign = await trySignIn(storywire.url, 'https://example.com', 'link', { secret }, { cookie });
  expect(foreign.response.status).toBe(403);
  expect(await isSignedIn(await open(secret, { cookie }))).toBe(true);
});

test('one comes back to a path of ours, whatever was asked for', async () => {
  const holder = await phone();
  const { secret, cookie } = await answered(holder, '//example.com/stolen');
  expect((await lookAt(secret, cookie)).body['to']).toBe('/');
});
