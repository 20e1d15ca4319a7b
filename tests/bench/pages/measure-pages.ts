import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import type { Connection } from '#db/client.ts';
import { browserArgs, browserEnv, browserPath } from '../../support/browser-path.ts';
import { eventually } from '../../support/eventually.ts';
import { installation, type Launched, launchStorywire } from '../../support/launched.ts';
import { addManyStories } from '../../support/many-stories.ts';
import { startBarePage } from './bare-page.ts';
import { measurePaint } from './measure-paint.ts';
import { measureDeeds } from './measure-deeds.ts';
import { measureScroll } from './measure-scroll.ts';
import { type PageFigure, type Pages, slowdowns, type Speed } from './page-figure.ts';

const stories = 5_000;
const account = 'kilnbird.br';
const others = ['kilnbird.jp', 'kilnbird.mx', 'kilnbird.us', 'kilnbird.fr', 'kilnbird.de'];

/** Measures pages of the production build in the browser, with five thousand stories, beside a bare page. */
export async function measurePages(): Promise<PageFigure[]> {
  await import('../../support/prepare-browser.ts');
  const bare = await startBarePage();
  const launched = await launchStorywire(await installation());
  const browser = await chromium.launch({
    executablePath: browserPath(),
    args: browserArgs,
    env: browserEnv(),
  });
  try {
    const codes = await fillFeed(launched);
    const pages: Pages = { launched, bare, codes, stories, open: await opener(browser, launched) };
    const figures: PageFigure[] = [];
    for (const measure of [measurePaint, measureDeeds, measureScroll]) {
      console.error(`${new Date().toISOString().slice(11, 19)} ${measure.name}`);
      figures.push(...(await measure(pages)));
    }
    return figures;
  } finally {
    await browser.close();
    await launched.remove();
    await bare.close();
  }
}

async function fillFeed(launched: Launched): Promise<string[]> {
  const owner = await launched.database();
  try {
    // The viewer goes on by itself, too, and is not to come to the end.
    const posts = [...Array.from({ length: 30 }, () => account), ...others];
    for (const username of posts) await post(launched, username);
    await eventually('the stories are saved', () => areSaved(owner, posts.length), 120_000);
    await addManyStories(owner, { count: stories, caption: 'A long list', everyMinutes: 12 });
    const rows = await owner.sql<{ code: string }[]>`
      select s.code from story s join account a on a.id = s.account_id
      where a.username = ${account} and s.media_id not like 'copy%' order by s.posted_at`;
    return rows.map(({ code }) => code);
  } finally {
    await owner.close();
  }
}

async function post({ sandboxUrl }: Launched, username: string): Promise<void> {
  const { ok, status } = await fetch(`${sandboxUrl}/_sandbox/stories`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account: username, kind: 'image' }),
  });
  if (!ok) throw new Error(`The sandbox posts nothing for ${username}: ${status}`);
}

async function areSaved({ sql }: Connection, count: number): Promise<boolean> {
  const [row] = await sql<{ saved: number }[]>`
    select count(*)::int as saved from story s join plan p on p.story_id = s.id where s.media_state = 'archived'`;
  return row!.saved >= count;
}

async function opener(browser: Browser, launched: Launched): Promise<Pages['open']> {
  const first = await newContext(browser, launched);
  const page = await first.newPage();
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Noor (demo admin)' }).click();
  await page.waitForURL('/');
  const storageState = await first.storageState();
  await first.close();
  return async (signedIn, speed) => {
    const context = await newContext(browser, launched, signedIn ? storageState : undefined);
    const opened = await context.newPage();
    const session = await context.newCDPSession(opened);
    const setSpeed = async (next: Speed) => {
      await session.send('Emulation.setCPUThrottlingRate', { rate: slowdowns[next] });
    };
    await setSpeed(speed);
    return { page: opened, setSpeed, close: () => context.close() };
  };
}

const newContext = async (
  browser: Browser,
  { url }: Launched,
  storageState?: Awaited<ReturnType<BrowserContext['storageState']>>,
): Promise<BrowserContext> =>
  await browser.newContext({
    baseURL: url,
    viewport: { width: 1440, height: 900 },
    // What it fetches for later would count as the page's.
    serviceWorkers: 'block',
    ...(storageState && { storageState }),
  });
