import { createHash, randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContextOptions } from '@playwright/test';
import sharp from 'sharp';
import type { Connection } from '#db/client.ts';
import type { Launched } from '../support/launched.ts';

type SignedIn = NonNullable<BrowserContextOptions['storageState']>;
type Step = { step: string } & Record<string, unknown>;

/** The address of each repost that is to be pictured, by what it shows. */
export type PicturedReposts = Record<string, string>;

const hoursAhead = (hours: number) => {
  const at = new Date(Date.now() + hours * 60 * 60_000);
  at.setMinutes(0, 0, 0);
  return at.toISOString();
};

/**
 * A repost in every state that a person may meet, made by hand and, where a
 * state is the publisher's, written into the database.
 * @param signedIn the demo admin's; @param signIn of another demo person
 */
export async function makeReposts(
  browser: Browser,
  launched: Launched,
  signedIn: SignedIn,
  signIn: (name: RegExp) => Promise<SignedIn>,
): Promise<PicturedReposts> {
  const owner = await launched.database();
  const admin = await personAs(browser, launched, signedIn);
  const camille = await personAs(browser, launched, await signIn(/Camille/));
  const lena = await personAs(browser, launched, await signIn(/Lena/));
  const maker = makerOf(owner, launched);
  await makeGroup(owner);

  const approve = await maker.repost(camille, 'kilnbird.br', 'France');
  const first = await camille.post(`/api/reposts/${approve}/unedited`, {});
  const asked = await camille.target(
    owner,
    approve,
    'kilnbird.fr',
    String(first['versionId']),
    hoursAhead(26),
  );
  await camille.step(asked, { step: 'submit' });
  await admin.step(asked, {
    step: 'send_back',
    versionId: first['versionId'],
    publishAt: hoursAhead(26),
    words: 'The sign in the window is in Portuguese. Can we lay our own words over it?',
  });
  const second = await maker.edited(approve, 'Camille');
  await camille.step(asked, { step: 'change', versionId: second, publishAt: hoursAhead(26) });
  await camille.step(asked, { step: 'submit' });
  await camille.step(asked, { step: 'comment', words: 'Now it is in French, and the logo is ours.' });

  const draft = await maker.repost(admin, 'kilnbird.br', 'Japan');
  const waits = await maker.repost(admin, 'kilnbird.br', 'United States');
  await maker.target(admin, waits, ['kilnbird.us'], 'submit');
  const back = await maker.repost(admin, 'kilnbird.br', 'Germany');
  const [sent] = await maker.target(admin, back, ['kilnbird.de'], 'submit');
  await lena.step(sent!.id, {
    step: 'send_back',
    versionId: sent!.versionId,
    publishAt: null,
    words: 'Too close to what we posted on Monday. Wait until next week?',
  });
  const several = await maker.repost(admin, 'kilnbird.br', 'United Kingdom');
  const three = await maker.target(admin, several, ['kilnbird.uk', 'kilnbird.fr', 'kilnbird.de']);
  await maker.become(three[0]!.id, 'published', {
    permalink: 'https://www.instagram.com/stories/kilnbird.uk/',
  });
  await maker.become(three[1]!.id, 'failed', { failure: 'image_ratio', errorCode: '36003/2207009' });
  await maker.become(three[2]!.id, 'publishing', { step: 'container_made' });
  const left = await maker.repost(admin, 'kilnbird.br', 'Mexico');
  const others = await maker.target(admin, left, [
    'kilnbird.mx',
    'kilnbird.jp',
    'kilnbird.us',
    'kilnbird.uk',
  ]);
  await maker.become(others[0]!.id, 'unconfirmed', { step: 'publish_asked', failure: 'story_seen' });
  await maker.become(others[1]!.id, 'overdue', { failure: 'late', publishAt: hoursAhead(-2) });
  await maker.become(others[2]!.id, 'scheduled', { publishAt: hoursAhead(40) });
  await maker.become(others[3]!.id, 'cancelled', {});

  await owner.sql`update account set rights = 'ask_first' where username = 'kilnbird.jp'`;
  const ask = await maker.repost(admin, 'kilnbird.jp', 'France');
  await maker.target(admin, ask, ['kilnbird.fr']);
  await owner.close();
  for (const each of [admin, camille, lena]) await each.close();
  const at = (id: string) => `/reposts/${id}`;
  return {
    'repost-to-approve': at(approve),
    'repost-new': at(draft),
    'repost-waits': at(waits),
    'repost-sent-back': at(back),
    'repost-three-accounts': at(several),
    'repost-other-states': at(left),
    'repost-ask-first': at(ask),
  };
}

type Person = {
  post: (address: string, body: unknown) => Promise<Record<string, unknown>>;
  target: (
    owner: Connection,
    repostId: string,
    username: string,
    versionId: string,
    publishAt: string | null,
  ) => Promise<string>;
  step: (targetId: string, body: Step) => Promise<void>;
  close: () => Promise<void>;
};

/** Somebody who is signed in, and what they do. */
async function personAs(browser: Browser, { url }: Launched, storageState: SignedIn): Promise<Person> {
  const context = await browser.newContext({ baseURL: url, storageState });
  const send = async (method: 'POST' | 'PATCH', address: string, data: unknown) => {
    const answer = await context.request.fetch(address, {
      method,
      headers: { origin: url, 'content-type': 'application/json' },
      data: JSON.stringify(data),
    });
    if (!answer.ok()) throw new Error(`${method} ${address}: ${answer.status()} ${await answer.text()}`);
    const text = await answer.text();
    return (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
  };
  const post: Person['post'] = (address, body) => send('POST', address, body);
  return {
    post,
    target: async (owner, repostId, username, versionId, publishAt) => {
      const [to] = await owner.sql<{ id: string }[]>`select id from account where username = ${username}`;
      const made = await post(`/api/reposts/${repostId}/targets`, {
        accountId: to!.id,
        versionId,
        publishAt,
      });
      return String(made['targetId']);
    },
    step: async (targetId, body) => {
      await send('PATCH', `/api/reposts/targets/${targetId}`, body);
    },
    close: () => context.close(),
  };
}

function makerOf(owner: Connection, { dataFolder }: Launched) {
  return {
    repost: async (by: Person, account: string, region: string): Promise<string> => {
      const [of] = await owner.sql<{ code: string; regionId: string }[]>`
        select s.code, r.id as "regionId" from story s, account a, region r
        where a.id = s.account_id and a.username = ${account} and r.name = ${region}
          and s.media_state = 'archived' and s.kind = 'image'
        order by s.posted_at limit 1`;
      return String((await by.post('/api/reposts', of))['repostId']);
    },
    /** Unedited, for accounts. */
    target: async (by: Person, repostId: string, accounts: readonly string[], then?: 'submit') => {
      const versionId = String((await by.post(`/api/reposts/${repostId}/unedited`, {}))['versionId']);
      const made: { id: string; versionId: string }[] = [];
      for (const account of accounts) {
        const id = await by.target(owner, repostId, account, versionId, null);
        if (then) await by.step(id, { step: then });
        made.push({ id, versionId });
      }
      return made;
    },
    /** A version with something of its own on it. */
    edited: async (repostId: string, by: string): Promise<string> => {
      const id = randomUUID();
      const [from] = await owner.sql<{ storage_key: string }[]>`
        select storage_key from repost_version where repost_id = ${repostId} order by number limit 1`;
      const label = `<svg width="1080" height="1920"><rect x="120" y="1330" width="840" height="170" rx="85" fill="#ffffff"/>
        <text x="540" y="1440" font-size="76" font-family="sans-serif" font-weight="600" text-anchor="middle"
          fill="#14213d">Dès jeudi à Paris</text></svg>`;
      const file = await sharp(path.join(dataFolder, 'media', from!.storage_key))
        .resize(1080, 1920, { fit: 'cover' })
        .composite([{ input: Buffer.from(label) }])
        .jpeg()
        .toBuffer();
      const key = `reposts/${repostId}/${id}.jpg`;
      await mkdir(path.join(dataFolder, 'media', 'reposts', repostId), { recursive: true });
      await writeFile(path.join(dataFolder, 'media', key), file);
      await owner.sql`
        insert into repost_version (id, repost_id, number, kind, design, storage_key, mime_type, bytes, sha256, width,
          height, by_user_id)
        select ${id}, ${repostId}, 2, 'image', '{}', ${key}, 'image/jpeg', ${file.length},
          ${createHash('sha256').update(file).digest('hex')}, 1080, 1920, u.id
        from "user" u where u.name like ${`${by}%`}`;
      return id;
    },
    /** What only the publisher can bring about. */
    become: async (
      targetId: string,
      state: string,
      {
        step = null,
        failure = null,
        errorCode = null,
        permalink = null,
        publishAt = null,
      }: Partial<Record<'step' | 'failure' | 'errorCode' | 'permalink' | 'publishAt', string | null>>,
    ): Promise<void> => {
      await owner.sql`
        update repost_target set state = ${state}, step = ${step}, failure = ${failure}, error_code = ${errorCode},
          permalink = ${permalink}, publish_at = ${publishAt}::timestamptz,
          published_at = case when ${state} = 'published' then now() - interval '7 minutes' end
        where id = ${targetId}`;
    },
  };
}

async function makeGroup(owner: Connection): Promise<void> {
  await owner.sql`
    with legal as (insert into approver_group (id, name) values (${randomUUID()}, 'Legal') returning id),
      brand as (insert into approver_group (id, name) values (${randomUUID()}, 'Brand team') returning id),
      people as (
        insert into approver_group_member (group_id, user_id)
        select g.id, u.id from "user" u, legal g where u.name ~ '^(Noor|Camille|Lena)'
        union all select g.id, u.id from "user" u, brand g where u.name like 'Maya%')
    update account set approval_rule = 'group', approver_group_id = (select id from legal)
    where username = 'kilnbird.fr'`;
}
