import { mkdir, rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { browserArgs, browserEnv, browserPath } from '../support/browser-path.ts';
import { makeScene, runningScene, sceneNames } from './scenes.ts';
import { tour, tourOfLanguages } from './tour.ts';

/**
 * `npm run screens`: a picture of every screen at three widths, light and
 * dark, and the main ones in every language, into screens/<scene>/. Scenes are named as arguments, all by default;
 * with `--url` and `--sandbox` a running Storywire is pictured instead.
 */
const widths = [360, 768, 1440];
const themes = ['light', 'dark'] as const;

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
      for (const theme of themes)
        for (const width of widths) await tour({ browser, scene, folder, theme, width });
      await tourOfLanguages({ browser, scene, folder });
      console.log(`The scene “${name}” is in ${folder}/.`);
    } finally {
      await scene.remove();
    }
  }
} finally {
  await browser.close();
}
