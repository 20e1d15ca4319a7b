import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** Where prepare-browser.ts unpacks the browser that comes with npm ci. */
export const browserFolder = resolve('node_modules/.cache/storywire-browser');

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * The browser to test with: the one named by CHROMIUM_PATH; else the one that
 * came with npm ci, so that every machine tests with the same; else one that
 * is installed, on platforms for which none comes along.
 */
export function browserPath(): string {
  const named = process.env['CHROMIUM_PATH'];
  if (named) return named;
  const bundled = resolve(browserFolder, 'chromium');
  if (existsSync(bundled)) return bundled;
  const found = installed.find((path) => existsSync(path));
  if (!found)
    throw new Error('There is no Chromium: run node tests/support/prepare-browser.ts, or set CHROMIUM_PATH.');
  return found;
}

/** What the browser needs to find its own libraries and fonts on a bare machine. */
export function browserEnv(): Record<string, string> {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter((each): each is [string, string] => each[1] !== undefined),
  );
  if (process.env['CHROMIUM_PATH'] || !existsSync(resolve(browserFolder, 'chromium'))) return inherited;
  return {
    ...inherited,
    FONTCONFIG_PATH: resolve(browserFolder, 'fonts'),
    ...(existsSync(resolve(browserFolder, 'al2023'))
      ? { LD_LIBRARY_PATH: resolve(browserFolder, 'al2023/lib') }
      : {}),
  };
}

/** Works as root, in small containers, and keeps a closed network out of the logs. */
export const browserArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
];
