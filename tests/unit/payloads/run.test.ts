import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';

const script = fileURLToPath(new URL('../../payloads/run.ts', import.meta.url));
const fixtures = fileURLToPath(new URL('../../fixtures', import.meta.url));
const made: string[] = [];
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'storywire-payloads-'));
  made.push(folder);
});
afterAll(() => {
  for (const each of made) rmSync(each, { recursive: true });
});

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr, last: stdout.trimEnd().split('\n').at(-1) };
}

describe('npm run test:payloads', () => {
  it('passes over the project’s own payloads, with a line for each and a closing count', () => {
    const { status, stdout, last } = run(fixtures);
    expect(status).toBe(0);
    expect(last).toMatch(/^\d+ passed, 0 failed$/);
    expect(stdout).toMatch(/^ours +graph\/batch\.json: batch of 4/m);
  });

  it('fails without a folder, and over a folder that is absent or empty', () => {
    expect([run(), run(join(folder, 'absent')), run(folder)].map(({ status }) => status)).toEqual([1, 1, 1]);
  });

  it.each([
    ['nobody knows', '{"hello":"world"}'],
    ['is not JSON', '{"hello"'],
    ['holds an item that cannot be read', '{"object":"instagram","entry":[7]}'],
  ])('fails over a file that %s, and still counts the others', (_name, text) => {
    writeFileSync(join(folder, 'a.json'), text);
    writeFileSync(join(folder, 'b.json'), '{"success":true}');
    expect(run(folder)).toMatchObject({ status: 1, last: '1 passed, 1 failed' });
  });
});
