import { mkdir, rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { browserArgs, browserEnv, browserPath } from '../support/browser-path.ts';
import { makeScene, runningScene, sceneNames } from './scenes.ts';
import { newSheets } from './sheets.ts';
import { tour } from './tour.ts';
import { tourOfLanguages } from './tour-of-languages.ts';

/**
 * `npm run screens`: a picture of every screen at three widths, light and
 * dark, into screens/<scene>/, and contact sheets of them into its sheets/: one of each screen, and of the demo brand's
 * one of each screen and dialog in every other language. Scenes are named as arguments, all by default;
 * with `--url` and `--sandbox` a running Storywire is pictured instead.
 */
const widths = [360, 768, 1440];

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { url: { type: 'string' }, sandbox: { type: 'string' } },
});
const { url, sandbox: sandboxUrl } = values;
const asked = sceneNames.filter((name) => positionals.length === 0 || positionals.includes(name));

const browser = await chromium.launch({
  executablePath: browserPath(),
  args: browserArgs,
  env: browserEnv(),
});
try {
  for (const name of url ? (['running'] as const) : asked) {
    const folder = `screens/${name}`;
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    const scene =
      name === 'running'
        ? await runningScene(browser, { url: url!, sandboxUrl: sandboxUrl! })
        : await makeScene(name, browser);
    try {
      const sheets = newSheets(folder);
      if (scene.world) await tourOfLanguages({ browser, scene, folder, sheets }, scene.world);
      else for (const width of widths) await tour({ browser, scene, folder, width, sheets });
      console.log(`The scene “${name}” is in ${folder}/.`);
    } finally {
      await scene.remove();
    }
  }
} finally {
  await browser.close();
}
