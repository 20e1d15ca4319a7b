import { expect, test } from 'vitest';
import { contentPolicy, dataPolicy } from '#lib/auth/content-policy.ts';

const directives = (policy: string) =>
  new Map(policy.split('; ').map((each) => [each.split(' ')[0] ?? '', each.split(' ').slice(1)] as const));
const page = (change: { secure?: boolean; development?: boolean } = {}) =>
  directives(contentPolicy({ nonce: 'abc', secure: false, development: false, ...change }));

test('a script runs by its nonce or because one with a nonce loaded it, and no other way', () => {
  expect(page().get('script-src')).toEqual(["'nonce-abc'", "'strict-dynamic'"]);
  for (const [name, sources] of page()) {
    if (name !== 'style-src-attr') expect(sources.join(' '), name).not.toMatch(/unsafe|\*|http/);
  }
});

test('nothing is framed, no plug-in runs, no base address is set, no form leaves', () => {
  const policy = page();
  for (const name of ['object-src', 'base-uri', 'frame-ancestors', 'frame-src']) {
    expect(policy.get(name), name).toEqual(["'none'"]);
  }
  expect(policy.get('form-action')).toEqual(["'self'"]);
});

test('eval is for development only', () => {
  expect(page({ development: true }).get('script-src')).toContain("'unsafe-eval'");
});

test('over https, what is asked for over http is asked for over https', () => {
  expect(page({ secure: true }).has('upgrade-insecure-requests')).toBe(true);
  expect(page().has('upgrade-insecure-requests')).toBe(false);
});

test('data runs nothing', () => {
  const policy = directives(dataPolicy);
  expect(policy.get('default-src')).toEqual(["'none'"]);
  expect(policy.has('script-src')).toBe(false);
  expect(policy.has('sandbox')).toBe(true);
});
