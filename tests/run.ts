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
/** Needs the machine to itself: a browser and its Storywire take both cores. */
const alone = 'browser';

let failed = 0;
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
console.log(`\n${report.join('\n')}\ntotal ${seconds(begun)} s`);
console.log(`${report.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function runStep(name: string, { output }: { output: 'at once' | 'at the end' }): Promise<void> {
  const from = performance.now();
  const heading = `\n── ${name} ──`;
  if (output === 'at once') console.log(heading);
  const { code, said } = await run((steps[name] ?? []).join(' '), output === 'at once' ? 'inherit' : 'pipe');
  if (output === 'at the end') console.log(`${heading}\n${said}`);
  if (code !== 0) failed += 1;
  report.push(`${code === 0 ? '✓' : '✗'} ${name} (${seconds(from)} s)`);
}

function seconds(from: number): string {
  return ((performance.now() - from) / 1000).toFixed(0);
}

function run(command: string, output: 'inherit' | 'pipe'): Promise<{ code: number; said: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, { shell: true, stdio: ['ignore', output, output], env: process.env });
    const said: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => said.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, said: Buffer.concat(said).toString() }));
  });
}
