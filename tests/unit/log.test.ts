import { expect, test } from 'vitest';
import { withoutSecrets } from '#lib/log.ts';

test.each([
  ['{"to":"+12025550123"}', '{"to":"[hidden]"}'],
  ['called +55 11 98765-4321 twice', 'called [hidden] twice'],
  ['Bearer EAAGm0PX4ZCpsBAKqK8x1y2z3a4b5', 'Bearer [hidden]'],
  ['wamid.HBgLMTY0NjcwNDM1OTUVAgARGBI1RjQyNUE3NEYxMzAzMzQ5MkEA', '[hidden]'],
  ['GET /v26.0/me?access_token=abc&fields=id', 'GET /v26.0/me?[hidden]&fields=id'],
  [
    '{"time":"2026-11-23T05:34:00.000Z","ms":1750030073}',
    '{"time":"2026-11-23T05:34:00.000Z","ms":1750030073}',
  ],
])('%s is logged as %s', (text, logged) => {
  expect(withoutSecrets(text)).toBe(logged);
});
