import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { browserFolder, browserPath } from './browser-path.ts';

const run = promisify(execFile);

// Unpacks the test browser once per version, into a folder of our own: its package would share one in /tmp.
const packageFolder = resolve('node_modules/@sparticuz/chromium');
const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as {
  version: string;
};
const marker = join(browserFolder, 'version');

if (process.env['CHROMIUM_PATH']) {
  console.log('Testing with the browser named by CHROMIUM_PATH.');
} else if (process.platform !== 'linux' || process.arch !== 'x64') {
  console.log(`No browser comes along for this platform; testing with ${browserPath()}.`);
} else if ((await readFile(marker, 'utf8').catch(() => '')) === version) {
  console.log(`Testing with Chromium ${version}, unpacked before.`);
} else {
  await unpack();
  console.log(`Testing with Chromium ${version}.`);
}

async function unpack(): Promise<void> {
  const fresh = `${browserFolder}.new`;
  await rm(fresh, { recursive: true, force: true });
  await rm(browserFolder, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true });
  // The package unpacks into the temporary folder, wherever that is.
  process.env['TMPDIR'] = fresh;
  const { default: chromium, inflate } = await import('@sparticuz/chromium');
  await chromium.executablePath();
  const { stdout } = await run('ldd', [join(fresh, 'chromium')]).catch(() => ({ stdout: '' }));
  if (stdout.includes('not found')) await inflate(join(packageFolder, 'bin', 'al2023.tar.br'));
  await pointFontsAt(join(fresh, 'fonts'), join(browserFolder, 'fonts'));
  await writeFile(join(fresh, 'version'), version);
  await rename(fresh, browserFolder);
}

/** Its font configuration names folders in /tmp, which others may own. */
async function pointFontsAt(from: string, to: string): Promise<void> {
  const file = join(from, 'fonts.conf');
  if (!existsSync(file)) throw new Error('The browser came without its font configuration.');
  const text = await readFile(file, 'utf8');
  const lines = `<dir>${to}</dir><cachedir>${to}-cache</cachedir>`;
  const bare = text.replaceAll(/<(dir|cachedir)[^>]*>[^<]*<\/\1>\s*/g, '');
  await writeFile(file, bare.replace('<fontconfig>', `<fontconfig>${lines}`));
}
