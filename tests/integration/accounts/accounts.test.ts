import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { account, audit, ledger, token } from '#db/schema.ts';
import { connectToken, markTokenBroken } from '#lib/accounts/commands/connect-token.ts';
import { mapAccounts, moveAccount } from '#lib/accounts/commands/move-account.ts';
import { recordFailedCheck } from '#lib/accounts/commands/record-check.ts';
import { recordDiscovery } from '#lib/accounts/commands/record-discovery.ts';
import { listAccounts, listDueAccounts, listPollableAccounts, readToken } from '#lib/accounts/queries.ts';
import { type Actor, systemActor, type UserActor } from '#lib/actor.ts';
import { newId } from '#lib/ids.ts';
import type { TokenVerdict } from '#lib/accounts/judge-token.ts';
import { recordListing } from '#lib/stories/commands.ts';
import { type SeededAccount, seedAccount, seedRegion, seedToken } from '#tests/support/brand-seed.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';

const actor = systemActor('test');
const now = new Date('2026-11-23T12:00:00.000Z');
const after = (ms: number) => new Date(now.getTime() + ms);
const minute = 60_000;

let database: TestDatabase;
let tokenId: string;
let seeded: SeededAccount;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  tokenId = await seedToken(database.db, `EAA${newId()}`);
  seeded = await seedAccount(database.db, { tokenId });
});

const accountRow = async () => {
  const [row] = await database.db.select().from(account).where(eq(account.id, seeded.id));
  return row!;
};
const tokenRow = async (id: string) => {
  const [row] = await database.db.select().from(token).where(eq(token.id, id));
  return row!;
};
const isDueAt = async (time: Date) => {
  const due = await listDueAccounts(database.db, { now: time, pollIntervalMs: minute });
  return due.some((each) => each.id === seeded.id);
};
const user = (role: 'admin' | 'editor', regionId: string | null): UserActor => ({
  kind: 'user',
  userId: newId(),
  sessionId: newId(),
  name: 'Somebody',
  grants: [{ role, regionId }],
  fromWhere: null,
});

describe('a token', () => {
  const good: TokenVerdict = {
    state: 'healthy',
    brokenReason: null,
    scopes: ['instagram_basic'],
    expiresAt: after(86_400_000),
  };
  const broken: TokenVerdict = { ...good, state: 'broken', brokenReason: 'token_expired' };
  const connect = (accessToken: string, verdict: TokenVerdict | undefined) =>
    connectToken(database.db, { actor, accessToken, verdict, now });

  it('lies sealed in the database and opens for who needs it', async () => {
    const id = await connect('EAAplain-canary', good);
    const row = await tokenRow(id);
    expect(JSON.stringify(row)).not.toContain('EAAplain-canary');
    expect(row).toMatchObject({
      state: 'healthy',
      scopes: ['instagram_basic'],
      expiresAt: good.expiresAt,
      checkedAt: now,
    });
    expect(await readToken(database.db, id)).toBe('EAAplain-canary');
  });

  it('moved to another row does not open', async () => {
    const [one, two] = [await connect('EAAone', good), await connect('EAAtwo', good)];
    await database.db
      .update(token)
      .set({ sealed: (await tokenRow(one)).sealed })
      .where(eq(token.id, two));
    await expect(readToken(database.db, two)).rejects.toThrow('unable to authenticate');
  });

  it('given twice is one, also at the same moment', async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, () => connect('EAAsame', good)));
    expect(new Set(ids).size).toBe(1);
  });

  it('that Meta refuses is broken, with words, and is not handed out', async () => {
    const id = await connect('EAAexpired', broken);
    expect(await tokenRow(id)).toMatchObject({ state: 'broken', brokenReason: 'token_expired' });
    expect(await readToken(database.db, id)).toBeUndefined();
  });

  it('is healthy again when it is given again and Meta takes it', async () => {
    const id = await connect('EAAagain', broken);
    expect(await connect('EAAagain', good)).toBe(id);
    expect(await tokenRow(id)).toMatchObject({ state: 'healthy', brokenReason: null });
    expect(await readToken(database.db, id)).toBe('EAAagain');
  });

  it('is recorded when it is connected and when it breaks, not at every start', async () => {
    const id = await connect('EAAaudited', good);
    await connect('EAAaudited', good);
    await markTokenBroken(database.db, { actor, tokenId: id, reason: 'token_expired', now });
    await markTokenBroken(database.db, { actor, tokenId: id, reason: 'token_expired', now });
    const lines = await database.db.select().from(audit).where(eq(audit.thingId, id)).orderBy(audit.id);
    expect(lines.map((line) => line.action)).toEqual(['token.connect', 'token.break']);
    expect(JSON.stringify(lines)).not.toContain('EAAaudited');
  });

  it('is connected by who manages accounts everywhere, and by nobody else', async () => {
    const refused = connectToken(database.db, {
      actor: user('editor', null),
      accessToken: 'EAAx',
      verdict: good,
      now,
    });
    await expect(refused).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('discovery', () => {
  const found = (igUserId: string, username = 'brand.pt') => ({ igUserId, username, name: 'Brand Portugal' });
  const discover = (id: string, igUserIds: string[]) =>
    recordDiscovery(database.db, {
      actor,
      tokenId: id,
      accounts: igUserIds.map((each) => found(each)),
      now,
    });
  const tokenOf = async (igUserId: string) => {
    const [row] = await database.db.select().from(account).where(eq(account.igUserId, igUserId));
    return row!.tokenId;
  };

  it('adds what is new, without a region, and renames what is known', async () => {
    const igUserId = `17841${newId()}`;
    expect(await discover(tokenId, [igUserId])).toBe(1);
    expect(await discover(tokenId, [igUserId])).toBe(0);
    await recordDiscovery(database.db, {
      actor,
      tokenId,
      accounts: [found(igUserId, 'brand.portugal')],
      now,
    });
    const rows = await database.db.select().from(account).where(eq(account.igUserId, igUserId));
    expect(rows).toMatchObject([{ username: 'brand.portugal', regionId: null, tokenId }]);
  });

  it('hands an account over to a token that reaches it when its own is broken', async () => {
    const other = await seedToken(database.db, `EAA${newId()}`);
    await markTokenBroken(database.db, { actor, tokenId, reason: 'token_expired', now });
    expect(await isDueAt(now)).toBe(false);
    await discover(other, [seeded.igUserId]);
    expect(await isDueAt(now)).toBe(true);
    expect(await tokenOf(seeded.igUserId)).toBe(other);
  });

  it('gives a token to an account that had none', async () => {
    const bare = await seedAccount(database.db);
    await discover(tokenId, [bare.igUserId]);
    expect(await tokenOf(bare.igUserId)).toBe(tokenId);
  });
});

describe('polling', () => {
  it('asks for an account once per interval', async () => {
    expect(await isDueAt(now)).toBe(true);
    await recordListing(database.db, {
      actor,
      accountId: seeded.id,
      tokenId,
      drafts: [],
      complete: true,
      rest: { notBefore: null, pacedUntil: null },
      beganAt: now,
      now,
    });
    expect(await isDueAt(now)).toBe(false);
    expect(await isDueAt(after(minute))).toBe(true);
  });

  it('leaves out an account without a region, without a token, or with a broken one', async () => {
    await database.db.update(account).set({ regionId: null }).where(eq(account.id, seeded.id));
    expect(await isDueAt(now)).toBe(false);
    await database.db
      .update(account)
      .set({ regionId: seeded.regionId, tokenId: null })
      .where(eq(account.id, seeded.id));
    expect(await isDueAt(now)).toBe(false);
    await database.db.update(account).set({ tokenId }).where(eq(account.id, seeded.id));
    expect(await isDueAt(now)).toBe(true);
    await markTokenBroken(database.db, { actor, tokenId, reason: 'token_expired', now });
    expect(await isDueAt(now)).toBe(false);
    expect(await listPollableAccounts(database.db, { accountIds: [seeded.id], now })).toEqual([]);
  });

  it('never calls a throttled account before the moment that Meta named', async () => {
    const named = after(19 * minute);
    await recordFailedCheck(database.db, {
      accountId: seeded.id,
      checkedAt: now,
      result: 'throttled',
      errorCode: '80002',
      namedByMeta: named,
    });
    expect((await accountRow()).notBefore).toEqual(named);
    expect(await isDueAt(after(19 * minute - 1))).toBe(false);
    expect(
      await listPollableAccounts(database.db, { accountIds: [seeded.id], now: after(19 * minute - 1) }),
    ).toEqual([]);
    expect(await isDueAt(named)).toBe(true);
  });

  it('waits longer with each failure in a row, and starts afresh after a good check', async () => {
    const waits: number[] = [];
    let time = now;
    const fail = async () => {
      await recordFailedCheck(database.db, {
        accountId: seeded.id,
        checkedAt: time,
        result: 'unavailable',
        namedByMeta: null,
      });
      const { notBefore } = await accountRow();
      waits.push(notBefore!.getTime() - time.getTime());
      time = notBefore!;
    };
    for (let failure = 0; failure < 3; failure += 1) await fail();
    await recordListing(database.db, {
      actor,
      accountId: seeded.id,
      tokenId,
      drafts: [],
      complete: true,
      rest: { notBefore: null, pacedUntil: null },
      beganAt: time,
      now: time,
    });
    expect((await accountRow()).notBefore).toBeNull();
    time = new Date(time.getTime() + 1);
    await fail();
    expect(waits).toEqual([30_000, 60_000, 120_000, 30_000]);
    const rows = await database.db
      .select()
      .from(ledger)
      .where(eq(ledger.accountId, seeded.id))
      .orderBy(ledger.id);
    expect(rows.map((row) => row.result)).toEqual([
      'unavailable',
      'unavailable',
      'unavailable',
      'ok',
      'unavailable',
    ]);
  });
});

describe('moving an account', () => {
  const move = (by: Actor, regionId: string) =>
    moveAccount(database.db, { actor: by, accountId: seeded.id, regionId });

  it('gives it to another region, on record', async () => {
    const regionId = await seedRegion(database.db);
    const admin = user('admin', null);
    await move(admin, regionId);
    expect((await accountRow()).regionId).toBe(regionId);
    const lines = await database.db.select().from(audit).where(eq(audit.thingId, seeded.id));
    expect(lines).toMatchObject([
      { action: 'account.move', actorId: admin.userId, detail: { from: seeded.regionId, to: regionId } },
    ]);
  });

  it('needs the right in both regions', async () => {
    const regionId = await seedRegion(database.db);
    for (const by of [user('admin', seeded.regionId), user('admin', regionId), user('editor', null)]) {
      await expect(move(by, regionId)).rejects.toMatchObject({ code: 'forbidden' });
    }
    expect((await accountRow()).regionId).toBe(seeded.regionId);
  });

  it('is open to nobody but an admin of all regions while no region has it', async () => {
    await database.db.update(account).set({ regionId: null }).where(eq(account.id, seeded.id));
    await expect(move(user('admin', seeded.regionId), seeded.regionId)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await move(user('admin', null), seeded.regionId);
    expect((await accountRow()).regionId).toBe(seeded.regionId);
  });

  it('refuses a region or an account that is not there', async () => {
    await expect(move(actor, newId())).rejects.toMatchObject({ code: 'not_found' });
    const gone = moveAccount(database.db, { actor, accountId: newId(), regionId: seeded.regionId });
    await expect(gone).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('mapping accounts', () => {
  const unmapped = async () => {
    const { id } = await seedAccount(database.db);
    await database.db.update(account).set({ regionId: null }).where(eq(account.id, id));
    return id;
  };
  const regionOf = async (id: string) =>
    (await database.db.select().from(account).where(eq(account.id, id)))[0]?.regionId;

  it('gives several at once to their regions, each on record, and leaves the rest alone', async () => {
    const [one, two, rest] = [await unmapped(), await unmapped(), await unmapped()];
    const [here, there] = [await seedRegion(database.db), await seedRegion(database.db)];
    const choices = new Map([
      [one, here],
      [two, there],
    ]);
    expect(await mapAccounts(database.db, { actor, choices })).toBe(2);
    expect(await Promise.all([one, two, rest].map(regionOf))).toEqual([here, there, null]);
    expect(await mapAccounts(database.db, { actor, choices })).toBe(0);
    const lines = await database.db.select().from(audit).where(eq(audit.thingId, one));
    expect(lines).toMatchObject([{ action: 'account.move', detail: { from: null, to: here } }]);
  });

  it('is done for all or for none, and by an admin of all regions', async () => {
    const [one, two] = [await unmapped(), await unmapped()];
    const here = await seedRegion(database.db);
    for (const [id, regionId] of [
      [two, newId()],
      [newId(), here],
    ] as const) {
      const choices = new Map([
        [one, here],
        [id, regionId],
      ]);
      await expect(mapAccounts(database.db, { actor, choices })).rejects.toMatchObject({
        code: 'not_found',
      });
    }
    const choices = new Map([[one, here]]);
    await expect(mapAccounts(database.db, { actor: user('admin', here), choices })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await regionOf(one)).toBeNull();
  });

  it('is undone by taking an account from its region, which stops its checks', async () => {
    expect(await isDueAt(now)).toBe(true);
    const take = (by: Actor) => moveAccount(database.db, { actor: by, accountId: seeded.id, regionId: null });
    await expect(take(user('admin', seeded.regionId))).rejects.toMatchObject({ code: 'forbidden' });
    await take(user('admin', null));
    expect(await isDueAt(now)).toBe(false);
    expect((await accountRow()).regionId).toBeNull();
  });
});

it('lists accounts with region and health, for whoever is signed in', async () => {
  const rows = await listAccounts(database.db, { actor: user('editor', seeded.regionId) });
  expect(rows.find((row) => row.id === seeded.id)).toMatchObject({
    igUserId: seeded.igUserId,
    region: { id: seeded.regionId },
    tokenState: 'healthy',
  });
});
