import { spawn } from 'node:child_process';

/**
 * `npm test`: every check there is, one after the other, as this README
 * promises. All are run even when one fails, so that one run tells all;
 * naming some on the command line runs only those.
 */
const steps: Record<string, string[]> = {
  format: ['oxfmt', '--check'],
  lint: ['oxlint', '--type-aware', '--deny-warnings'],
  types: ['next', 'typegen', '&&', 'tsc', '--noEmit'],
  // Knip reads Playwright's settings, which name the browser.
  unused: ['node', 'tests/support/prepare-browser.ts', '&&', 'knip'],
  unit: ['vitest', 'run', '--project', 'unit'],
  payloads: ['node', 'tests/payloads/run.ts', 'tests/fixtures'],
  build: ['node', 'tests/support/build.ts'],
  integration: ['vitest', 'run', '--project', 'integration'],
  chaos: ['vitest', 'run', '--project', 'chaos'],
  browser: ['node', 'tests/support/prepare-browser.ts', '&&', 'playwright', 'test'],
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in steps));
if (unknown.length > 0) {
  console.error(`There is no step ${unknown.join(', ')}; there are ${Object.keys(steps).join(', ')}.`);
  process.exit(1);
}

let failed = 0;
const report: string[] = [];
const begun = performance.now();
for (const [name, command] of Object.entries(steps)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`\n── ${name} ──`);
  const from = performance.now();
  const code = await run(command.join(' '));
  if (code !== 0) failed += 1;
  report.push(`${code === 0 ? '✓' : '✗'} ${name} (${seconds(from)} s)`);
}
console.log(`\n${report.join('\n')}\ntotal ${seconds(begun)} s`);
console.log(`${report.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function seconds(from: number): string {
  return ((performance.now() - from) / 1000).toFixed(0);
}

function run(command: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, { shell: true, stdio: ['ignore', 'inherit', 'inherit'], env: process.env });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
