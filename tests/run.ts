import { spawn } from 'node:child_process';

/**
 * `npm test`: every check there is, as the README promises, one after the
 * other but for one. All are run even when one fails, so that one run tells all;
 * naming some on the command line runs only those.
 */
const steps: Record<string, string[]> = {
  format: ['oxfmt', '--check'],
  lint: ['oxlint', '--type-aware', '--deny-warnings'],
  types: ['next', 'typegen', '&&', 'tsc', '--noEmit'],
  // Knip reads Playwright's settings, which name the browser.
  unused: ['node', 'tests/support/prepare-browser.ts', '&&', 'knip'],
  build: ['node', 'tests/support/build.ts'],
  chaos: ['vitest', 'run', '--project', 'chaos'],
  unit: ['vitest', 'run', '--project', 'unit'],
  payloads: ['node', 'tests/payloads/run.ts', 'tests/fixtures'],
  integration: ['vitest', 'run', '--project', 'integration'],
  browser: ['node', 'tests/support/prepare-browser.ts', '&&', 'playwright', 'test'],
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in steps));
if (unknown.length > 0) {
  console.error(`There is no step ${unknown.join(', ')}; there are ${Object.keys(steps).join(', ')}.`);
  process.exit(1);
}

/** Waits most of its time, so what comes next runs beside it; what it says is kept until it ends. */
const besides = 'chaos';
/** Of what a failed step said, so many characters are repeated at the end, where one looks first. */
const repeated = 6_000;
/** Needs the machine to itself: a browser and its Storywire take both cores. */
const alone = 'browser';

const failures: string[] = [];
const report: string[] = [];
const begun = performance.now();
let beside: Promise<void> | undefined;
for (const name of Object.keys(steps)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  if (name === alone) await beside;
  if (name === besides) beside = runStep(name, { output: 'at the end' });
  else await runStep(name, { output: 'at once' });
}
await beside;
for (const failure of failures) console.log(failure);
console.log(`\n${report.join('\n')}\ntotal ${seconds(begun)} s`);
console.log(`${report.length - failures.length} passed, ${failures.length} failed`);
process.exitCode = failures.length === 0 ? 0 : 1;

async function runStep(name: string, { output }: { output: 'at once' | 'at the end' }): Promise<void> {
  const from = performance.now();
  const heading = `\n── ${name} ──`;
  if (output === 'at once') console.log(heading);
  const { code, said } = await run((steps[name] ?? []).join(' '), output === 'at once');
  if (output === 'at the end') console.log(`${heading}\n${said}`);
  if (code !== 0) failures.push(`${heading} failed, and said last:\n${said.slice(-repeated)}`);
  report.push(`${code === 0 ? '✓' : '✗'} ${name} (${seconds(from)} s)`);
}

function seconds(from: number): string {
  return ((performance.now() - from) / 1000).toFixed(0);
}

function run(command: string, aloud: boolean): Promise<{ code: number; said: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'], env: process.env });
    const said: Buffer[] = [];
    for (const [from, to] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ] as const) {
      from.on('data', (chunk: Buffer) => said.push(chunk));
      if (aloud) from.pipe(to, { end: false });
    }
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, said: Buffer.concat(said).toString() }));
  });
}
