import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fixture } from '#tests/fixtures/fixture.ts';
import { understand } from '#tests/payloads/understand.ts';

const names = readdirSync(new URL('../../fixtures', import.meta.url), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -'.json'.length));

describe('the payload tool', () => {
  it.each(names)('accounts for %s', (name) => {
    expect(understand(fixture(name))?.words).toEqual(expect.any(String));
  });

  it.each([
    null,
    7,
    'x',
    [7],
    { hello: 'world' },
    { data: [{ hello: 'world' }] },
    { id: '1', hello: 'world' },
  ])('has no rule that takes what nobody knows: %j', (json) => {
    let taken: unknown;
    try {
      taken = understand(json);
    } catch {
      taken = undefined;
    }
    expect(taken).toBeUndefined();
  });

  it('does not pass a webhook with an item that could not be read', () => {
    const body = fixture('webhooks/status-sent') as {
      entry: { changes: { value: { statuses: object[] } }[] }[];
    };
    body.entry[0]?.changes[0]?.value.statuses.push({ id: 'wamid.X', status: 'teleported' });
    expect(() => understand(body)).toThrow('statuses[1]');
  });
});
