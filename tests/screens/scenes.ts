import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { numberList, regionList } from '../e2e/support/thirty-regions.ts';
import { eventually } from '../support/eventually.ts';
import { freePorts, installation, type Launched, launchStorywire } from '../support/launched.ts';
import { startSandbox } from '../support/sandbox.ts';
import { makeRepost } from '../e2e/support/reposts.ts';
import type { World } from '../e2e/support/scenes.ts';
import { makeReposts, type PicturedReposts } from './make-reposts.ts';
import { makeTooMuch } from './make-too-much.ts';
import { makeTrouble } from './make-trouble.ts';

/** A Storywire to be pictured, and the cookies of an admin. */
export type Scene = {
  url: string;
  sandboxUrl: string;
  signedIn: NonNullable<BrowserContextOptions['storageState']>;
  /** Addresses of reposts, by what they show. */
  reposts?: PicturedReposts;
  /** Addresses of stories that ended before their time, by how. */
  endings?: Readonly<Record<string, string>>;
  /** What the scenes of the journeys show; where it is there, they are pictured in every language. */
  world?: World;
  /** Does something while a table that a page reads is away, as in a migration that went wrong. */
  without?: (table: string, work: () => Promise<void>) => Promise<void>;
  remove: () => Promise<void>;
};

export const sceneNames = ['demo', 'full', 'empty', 'trouble', 'reposts', 'languages'] as const;
export type SceneName = (typeof sceneNames)[number];

/** The demo brand with news; the same with far too much of everything, with all that can go wrong, with reposts in every state, or to be read in every language; or Meta's credentials and nothing else. */
export async function makeScene(name: SceneName, browser: Browser): Promise<Scene> {
  if (name === 'empty') return emptyScene(browser);
  const launched = await launchStorywire(await installation());
  try {
    const control = controlOf(launched.sandboxUrl);
    await makeNews(launched, control);
    const endings = name === 'trouble' ? await makeTrouble(launched, control) : {};
    const scene = await runningScene(browser, launched);
    if (name === 'full') {
      await withPage(browser, scene, fill);
      await makeTooMuch(launched, (account) => control('stories', { account }));
    }
    const reposts =
      name === 'reposts'
        ? await makeReposts(browser, launched, scene.signedIn, (who) =>
            signIn(browser, `${launched.url}/sign-in`, who),
          )
        : {};
    return {
      ...scene,
      reposts,
      endings,
      ...(name === 'languages' ? { world: await makeWorld(launched) } : {}),
      without: (table, work) => withoutTable(launched, table, work),
      remove: () => launched.remove(),
    };
  } catch (error) {
    // Nobody else knows of its processes yet.
    await launched.remove();
    throw error;
  }
}

async function makeWorld(launched: Launched): Promise<World> {
  const owner = await launched.database();
  const [story] = await owner.sql<{ id: string; code: string }[]>`
    select s.id, s.code from story s join account a on a.id = s.account_id where a.username = 'kilnbird.br' and s.alerted`;
  const [region] = await owner.sql<{ id: string }[]>`select id from region where name = 'Headquarters'`;
  const repostId = await makeRepost(owner, { storyId: story!.id, region: 'Mexico' });
  await owner.close();
  return { story: story!.code, emptyRegionId: region!.id, repostId };
}

async function withoutTable(launched: Launched, table: string, work: () => Promise<void>): Promise<void> {
  const owner = await launched.database();
  await owner.sql`alter table ${owner.sql(table)} rename to ${owner.sql(`${table}_away`)}`;
  try {
    await work();
  } finally {
    await owner.sql`alter table ${owner.sql(`${table}_away`)} rename to ${owner.sql(table)}`;
    await owner.close();
  }
}

/** One that runs already, with the demo brand. */
export async function runningScene(
  browser: Browser,
  { url, sandboxUrl }: Pick<Scene, 'url' | 'sandboxUrl'>,
): Promise<Scene> {
  const signedIn = await signIn(browser, `${url}/sign-in`, /demo admin/i);
  return { url, sandboxUrl, signedIn, remove: async () => {} };
}

async function emptyScene(browser: Browser): Promise<Scene> {
  const [port] = await freePorts(1);
  const sandbox = await startSandbox({ callbackUrl: `http://127.0.0.1:${port}` });
  const launched = await launchStorywire(await installation({ PORT: String(port), ...sandbox.env }));
  return {
    url: launched.url,
    sandboxUrl: sandbox.url,
    signedIn: await signIn(browser, launched.signInLink, 'Sign in as First admin'),
    remove: async () => {
      await launched.remove();
      await sandbox.close();
    },
  };
}

async function signIn(browser: Browser, address: string, name: string | RegExp): Promise<Scene['signedIn']> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(address);
  await page.getByRole('button', { name }).first().click();
  await page.waitForURL((url) => url.pathname === '/');
  const state = await context.storageState();
  await context.close();
  return state;
}

async function withPage(
  browser: Browser,
  { url, signedIn }: Scene,
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ baseURL: url, storageState: signedIn });
  await work(await context.newPage());
  await context.close();
}

/** What a brand of thirty regions has, by the lists its admin pastes; regions that are there already stay. */
async function fill(page: Page): Promise<void> {
  await page.goto('/regions/add');
  await page.getByText('Several at once').click();
  await page.getByLabel('Your list, one region a line').fill(regionList);
  await page.getByRole('button', { name: /^Add \d+ regions$/ }).click();
  await page.getByText(/regions added/).waitFor();
  await page.goto('/numbers/import');
  await page.getByLabel('Or paste the list').fill(numberList.replaceAll('Untied Kingdom', 'United Kingdom'));
  await page.getByRole('button', { name: 'Read this list' }).click();
  await page.getByRole('button', { name: 'Check the list' }).click();
  await page.getByRole('button', { name: /^Import \d+ numbers$/ }).click();
  await page.getByText(/numbers added/).waitFor();
}

const controlOf =
  (sandboxUrl: string) =>
  async (path: string, body: unknown, method: 'POST' | 'PUT' | 'DELETE' = 'POST'): Promise<void> => {
    const answer = await fetch(`${sandboxUrl}/_sandbox/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`The sandbox answered ${answer.status} to ${path}.`);
  };

async function makeNews(launched: Launched, control: ReturnType<typeof controlOf>): Promise<void> {
  const database = await launched.database();
  await eventually('all accounts were checked once', async () => {
    const rows = await database.sql`select from account where first_checked_at is null`;
    const templates = await database.sql`select from template where state = 'approved'`;
    return rows.length === 0 && templates.length > 0;
  });
  // The first is told at once, what follows within the ten minutes waits for the roll-up: both are worth a picture.
  await control('stories', { account: 'kilnbird.br' });
  await eventually('alerts were delivered', async () => {
    const rows = await database.sql<
      { count: number }[]
    >`select count(*)::int as count from message where delivered_at is not null`;
    return rows[0]!.count > 10;
  });
  const phones = (await (await fetch(`${launched.sandboxUrl}/_sandbox/phones`)).json()) as {
    phones: { digits: string; unread: number }[];
  };
  for (const { digits } of phones.phones.filter((each) => each.unread > 0).slice(0, 7))
    await control(`phones/${digits}/open`, {});
  for (const account of ['kilnbird.jp', 'kilnbird.fr']) await control('stories', { account });
  await control('stories', { account: 'kilnbird.au', kind: 'video' });
  await eventually('all stories are archived', async () => {
    const rows = await database.sql`select from story where media_state = 'archived'`;
    return rows.length >= 4;
  });
  await eventually(
    'some were read',
    async () => (await database.sql`select from message where read_at is not null`).length > 3,
  );
  await database.close();
}
