import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync('app/globals.css', 'utf8');
const dark = [
  ...css.matchAll(/^ *(?:\[data-theme='dark'\]|:root:not\(\[data-theme='light'\]\)) \{([^}]*)\}/gm),
].map(([, body]) => declarations(body!));

test('a dark screen differs from a light one in colours alone, whichever way it was chosen', () => {
  const light = declarations(/^:root \{([^}]*)\}/m.exec(css)![1]!);
  expect(dark).toHaveLength(2);
  expect(dark[0]).toEqual(dark[1]);
  expect([...dark[0]!.keys()]).toEqual([...light.keys()]);
  for (const [name, value] of dark[0]!)
    expect(`${name}: ${value}`).toMatch(/^color-scheme: dark$|^--[\w-]+: (#|rgb\(|var\(--brand-)/);
});

test('nothing else asks which theme it is', () => {
  expect(css.match(/prefers-color-scheme|data-theme/g)).toHaveLength(3);
  const screens = globSync('{app,components}/**/*.{ts,tsx,css}').map((file) => readFileSync(file, 'utf8'));
  expect(
    screens.filter((text) => /(?<=["'` ])dark:[a-z[-]|matchMedia\([^)]*color-scheme/.test(text)),
  ).toEqual([]);
});

function declarations(body: string): Map<string, string> {
  return new Map(
    body
      .split(';')
      .map((each) => each.trim())
      .filter((each) => each !== '')
      .map((each) => [each.slice(0, each.indexOf(':')), each.slice(each.indexOf(':') + 1).trim()]),
  );
}
