import { mkdir, writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { designs, type NamedDesign } from './support/designs.ts';
import { printFigures } from './support/figures.ts';
import { editorPath, makeRepost } from './support/reposts.ts';
import { settle } from './support/scenes.ts';
import { signInAs } from './support/sign-in.ts';
import { makeStory } from './support/stories.ts';
import { expect, test } from './support/test.ts';

/** `DESIGNS=all` compares all twenty, and writes what was posted into the folder `designs`. */
const all = process.env['DESIGNS'] === 'all';
const inEveryRun = 5;

/** In a window of this height a pixel of the picture is a pixel of the screen. */
const viewport = { width: 1900, height: 1920 + 2 * 16 + 11 * 16 };
/** What JPEG at quality 90 changes. Whatever is drawn otherwise than it was seen changes far more. */
const bounds = { mean: 2, max: 80 };

test.use({ viewport });

test('what is posted is what was seen, in every script', async ({ page, owner }) => {
  const compared = all ? designs : designs.slice(0, inEveryRun);
  test.setTimeout(60_000 + compared.length * 30_000);
  const { id: storyId } = await makeStory(owner, 'kilnbird.br');
  await signInAs(page, 'Noor (demo admin)');
  const figures: Record<string, string> = {};
  if (all) await mkdir('designs', { recursive: true });
  for (const [at, each] of compared.entries()) {
    const repostId = await makeRepost(owner, { storyId, design: each.design });
    const seen = await seenOf(page, repostId, each);
    const posted = await postedOf(page);
    if (all) await writeFile(`designs/${String(at + 1).padStart(2, '0')}.jpg`, posted);
    const { mean, max } = await difference(seen, posted);
    figures[each.name] = `mean ${mean.toFixed(2)}, max ${max} of 255`;
    expect.soft(mean, each.name).toBeLessThan(bounds.mean);
    expect.soft(max, each.name).toBeLessThan(bounds.max);
  }
  printFigures('difference between the preview on the screen and the posted JPEG', figures);
});

/** A picture of the screen where the canvas is, with nothing lying over it. */
async function seenOf(page: Page, repostId: string, { families }: NamedDesign): Promise<Buffer> {
  await page.goto(editorPath(repostId));
  const canvas = page.getByRole('group', { name: 'Picture' });
  await expect(canvas.locator('canvas').first()).toBeVisible();
  await settle(page);
  for (const family of families) {
    await expect
      .poll(() =>
        page.evaluate(
          (name) =>
            [...document.fonts].some((face) => face.family.includes(name) && face.status === 'loaded'),
          family,
        ),
      )
      .toBe(true);
  }
  await settle(page);
  // Hairlines show what Instagram covers; they are no part of the picture.
  await canvas.locator('> [aria-hidden]').evaluate((lines) => lines.setAttribute('hidden', ''));
  // The page leaves room beside the canvas; here it takes what it needs.
  await page.locator('main > div').evaluate((column) => (column.style.maxWidth = 'none'));
  await expect.poll(async () => (await canvas.boundingBox())?.width).toBe(1080);
  const box = await canvas.boundingBox();
  expect(box).toMatchObject({ width: 1080, height: 1920 });
  return await page.screenshot({ clip: box! });
}

async function postedOf(page: Page): Promise<Buffer> {
  await page.getByRole('button', { name: 'Finish version' }).click();
  const shown = page.getByRole('img', { name: 'Version 1, as it will be posted' });
  await expect(shown).toBeVisible({ timeout: 30_000 });
  const answer = await page.request.get((await shown.getAttribute('src'))!);
  return await answer.body();
}

async function difference(one: Buffer, other: Buffer): Promise<{ mean: number; max: number }> {
  const [a, b] = await Promise.all(
    [one, other].map((bytes) => sharp(bytes).removeAlpha().toColourspace('srgb').raw().toBuffer()),
  );
  expect(a!.length).toBe(b!.length);
  let [sum, max] = [0, 0];
  for (let at = 0; at < a!.length; at += 1) {
    const apart = Math.abs(a![at]! - b![at]!);
    sum += apart;
    if (apart > max) max = apart;
  }
  return { mean: sum / a!.length, max };
}
