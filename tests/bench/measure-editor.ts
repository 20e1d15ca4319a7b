import { randomUUID } from 'node:crypto';
import { type Browser, chromium, type Page } from '@playwright/test';
import type { Connection } from '#db/client.ts';
import type { Design } from '#lib/reposts/design/design.ts';
import { addLayer } from '#lib/reposts/design/edit-design.ts';
import { newDesign } from '#lib/reposts/design/new-layer.ts';
import { browserArgs, browserEnv, browserPath } from '../support/browser-path.ts';
import { eventually } from '../support/eventually.ts';
import { installation, type Launched, launchStorywire } from '../support/launched.ts';

/** Frames of one stretch of time, as the page was given them. */
export type Frames = {
  shown: number;
  /** Those that sixty a second would have been, and were not. */
  dropped: number;
  longestMs: number;
};

const layers = 30;
const frameMs = 1000 / 60;
const rounds = 6;
const stepsARound = 40;

/**
 * Drags the front one of thirty layers to and fro in the production build, and
 * counts frames; and as many rounds of moving over the picture without holding
 * anything, which says what the machine gives to a page that draws nothing.
 */
export async function measureEditor(): Promise<{ layers: number; dragging: Frames; moving: Frames }> {
  await import('../support/prepare-browser.ts');
  const launched = await launchStorywire(await installation());
  const browser = await chromium.launch({
    executablePath: browserPath(),
    args: browserArgs,
    env: browserEnv(),
  });
  try {
    const page = await openEditor(browser, launched);
    return { layers, moving: await framesOf(page, false), dragging: await framesOf(page, true) };
  } finally {
    await browser.close();
    await launched.remove();
  }
}

async function openEditor(browser: Browser, launched: Launched): Promise<Page> {
  const owner = await launched.database();
  const repostId = await makeRepost(owner, launched);
  await owner.close();
  const page = await browser.newPage({ baseURL: launched.url, viewport: { width: 1440, height: 900 } });
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Noor (demo admin)' }).click();
  await page.waitForURL('/');
  await page.goto(`/reposts/${repostId}/edit`);
  await page.getByRole('group', { name: 'Picture' }).locator('canvas').first().waitFor();
  await page.evaluate(() => document.fonts.ready);
  return page;
}

/** A story of the demo brand's, and an edit of it in which the source, texts and shapes lie over each other. */
async function makeRepost(owner: Connection, { sandboxUrl }: Launched): Promise<string> {
  await fetch(`${sandboxUrl}/_sandbox/stories`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account: 'kilnbird.br' }),
  });
  const story = await eventually('a story is saved', async () => {
    const [row] = await owner.sql<{ id: string }[]>`
      select id from story where media_state = 'archived' and kind = 'image' limit 1`;
    return row;
  });
  const id = randomUUID();
  await owner.sql`
    insert into repost (id, story_id, region_id, by_user_id, design)
    select ${id}, ${story.id}, r.id, u.id, ${JSON.stringify(manyLayers())}
    from region r, "user" u where r.name = 'Japan' and u.name = 'Noor (demo admin)'`;
  return id;
}

function manyLayers(): Design {
  let design = newDesign();
  for (let at = 1; at < layers; at += 1) {
    const place = { x: 200 + ((at * 97) % 700), y: 300 + ((at * 211) % 1300) };
    const style = (['shadow', 'pill', 'stroke'] as const)[at % 3]!;
    // The last one, which is dragged, is a shape in the middle: it can be taken hold of anywhere.
    const added =
      at === layers - 1
        ? addLayer(design, 'shape', {})
        : at % 4 === 0
          ? addLayer(design, 'shape', { ...place, opacity: 0.5 })
          : addLayer(design, 'text', { ...place, style, size: 60, text: 'Só esta semana' });
    design = added.design;
  }
  return design;
}

async function framesOf(page: Page, holds: boolean): Promise<Frames> {
  const box = (await page.getByRole('group', { name: 'Picture' }).boundingBox())!;
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(middle.x, middle.y);
  if (holds) await page.mouse.down();
  await page.evaluate(() => {
    const at: number[] = [];
    const next = (now: number) => {
      at.push(now);
      if (Reflect.get(globalThis, 'frames30') === at) requestAnimationFrame(next);
    };
    Reflect.set(globalThis, 'frames30', at);
    requestAnimationFrame(next);
  });
  for (let round = 0; round < rounds; round += 1) {
    for (let step = 0; step < stepsARound; step += 1) {
      const turn = ((round * stepsARound + step) / stepsARound) * 2 * Math.PI;
      await page.mouse.move(middle.x + Math.sin(turn) * 90, middle.y + Math.cos(turn) * 120 - 120);
    }
  }
  const times = await page.evaluate(() => {
    const at = Reflect.get(globalThis, 'frames30') as number[];
    Reflect.deleteProperty(globalThis, 'frames30');
    return at;
  });
  if (holds) await page.mouse.up();
  const gaps = times.slice(1).map((time, at) => time - times[at]!);
  return {
    shown: gaps.length,
    dropped: gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / frameMs) - 1), 0),
    longestMs: Math.max(0, ...gaps),
  };
}
