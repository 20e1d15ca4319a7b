import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, { version?: string }>;
};

/** Every copy of a package that would be installed, nested ones included. */
const versions = (name: string) =>
  Object.entries(lock.packages).flatMap(([path, { version }]) =>
    path.endsWith(`node_modules/${name}`) && version ? [version] : [],
  );

/** Whether a version is at least another; a preview of a version comes before it. */
function isAtLeast(version: string, floor: string): boolean {
  const [core = '', preview] = version.split('-');
  const order = core.localeCompare(floor, 'en', { numeric: true });
  return order > 0 || (order === 0 && preview === undefined);
}

test.each([
  ['next', '16.4.6'],
  ['next-auth', '4.24.15'],
  ['react', '19.3.1'],
  ['react-dom', '19.3.1'],
])('%s is %s or newer, wherever it is installed', (name, floor) => {
  const installed = versions(name);
  expect(installed.length).toBeGreaterThan(0);
  expect(installed.filter((version) => !isAtLeast(version, floor))).toEqual([]);
});

test.each([
  ['16.4.6', true],
  ['16.4.10', true],
  ['16.10.0', true],
  ['17.0.0', true],
  ['16.4.5', false],
  ['16.3.99', false],
  ['9.9.9', false],
  ['16.4.6-canary.3', false],
])('%s against a floor of 16.4.6: %s', (version, holds) => {
  expect(isAtLeast(version, '16.4.6')).toBe(holds);
});
