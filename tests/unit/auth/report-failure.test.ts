import { DrizzleQueryError } from 'drizzle-orm';
import { afterEach, expect, test, vi } from 'vitest';
import { reportFailure } from '#lib/auth/report-failure.ts';
import { log } from '#lib/log.ts';

afterEach(() => vi.restoreAllMocks());

test('a failure is logged under the id that is told, with its causes', () => {
  const logged = vi.spyOn(log, 'error').mockImplementation(() => {});
  const id = reportFailure(new Error('outer', { cause: new TypeError('inner') }), 'GET /api/feed');
  expect(id).toMatch(/^[2-9A-Z]{8}$/);
  expect(logged.mock.calls[0]?.[0]).toMatchObject({
    id,
    where: 'GET /api/feed',
    message: 'outer',
    cause: { error: 'TypeError', message: 'inner' },
  });
});

test('the values of a query that failed are not logged', () => {
  const logged = vi.spyOn(log, 'error').mockImplementation(() => {});
  reportFailure(new DrizzleQueryError('select $1', ['+4915112345678'], new Error('gone')), 'page');
  const line = JSON.stringify(logged.mock.calls[0]);
  expect(line).toContain('select $1');
  expect(line).not.toContain('4915112345678');
});

test('what is thrown without being an error is reported too', () => {
  const logged = vi.spyOn(log, 'error').mockImplementation(() => {});
  reportFailure('text', 'page');
  expect(logged.mock.calls[0]?.[0]).toMatchObject({ error: 'string' });
});
