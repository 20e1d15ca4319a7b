import { describe, expect, it } from 'vitest';
import { judgeToken } from '#lib/accounts/judge-token.ts';
import { missingScopes } from '#lib/accounts/token-scopes.ts';
import { daysLeft, warningStage } from '#lib/accounts/token-time.ts';
import { foreignToken, type TokenFacts } from '#lib/instagram/token-facts.ts';

const now = new Date('2026-11-26T12:00:00.000Z');
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);
const facts: TokenFacts = {
  valid: true,
  foreign: false,
  appId: '1',
  type: 'SYSTEM_USER',
  scopes: ['instagram_basic'],
  expiresAt: null,
  dataExpiresAt: null,
  targets: {},
  error: null,
};

describe('a token', () => {
  it.each<[string, Partial<TokenFacts>, string | null]>([
    ['that is valid and ours', {}, null],
    ['of which the app is not told', { appId: null }, null],
    ['of another app, valid though it is', { appId: '2' }, 'token_other_app'],
    ['that Meta does not let us look into', foreignToken, 'token_other_app'],
    ['that has expired', { valid: false, error: { code: 190, subcode: 463 } }, 'token_expired'],
    ['that was revoked', { valid: false, error: { code: 190, subcode: 460 } }, 'token_password_changed'],
    ['whose app was removed', { valid: false, error: { code: 190, subcode: 458 } }, 'token_app_removed'],
    ['that cannot be read', { valid: false, error: { code: 190, subcode: null } }, 'token_invalid'],
    ['that is refused without a reason', { valid: false }, 'token_invalid'],
    ['whose end has come', { expiresAt: now }, 'token_expired'],
    ['whose access to data is over', { dataExpiresAt: inDays(-1) }, 'token_expired'],
    ['that ends in a second', { expiresAt: new Date(now.getTime() + 1000) }, null],
  ])('%s', (_, more, reason) => {
    expect(judgeToken({ ...facts, ...more }, { appId: '1', now })).toMatchObject({
      state: reason === null ? 'healthy' : 'broken',
      brokenReason: reason,
    });
  });

  it('ends when it expires or when the data are closed, whichever comes first', () => {
    const ends = (expiresAt: Date | null, dataExpiresAt: Date | null) =>
      judgeToken({ ...facts, expiresAt, dataExpiresAt }, { appId: '1', now }).expiresAt;
    expect(ends(null, null)).toBeNull();
    expect(ends(inDays(60), null)).toEqual(inDays(60));
    expect(ends(null, inDays(90))).toEqual(inDays(90));
    expect(ends(inDays(60), inDays(90))).toEqual(inDays(60));
    expect(ends(inDays(90), inDays(60))).toEqual(inDays(60));
  });

  it.each<[number | null, number | undefined]>([
    [null, undefined],
    [60, undefined],
    [14.01, undefined],
    [14, 14],
    [7.01, 14],
    [7, 7],
    [1.01, 7],
    [1, 1],
    [0.1, 1],
    [-3, 1],
  ])('that ends in %s days is warned of at stage %s', (days, stage) => {
    expect(warningStage(days === null ? null : inDays(days), now)).toBe(stage);
  });

  it('has a day left until its last moment', () => {
    expect([1.5, 1, 0.01, 0, -2].map((days) => daysLeft(inDays(days), now))).toEqual([2, 1, 1, 0, 0]);
  });

  it('is asked for WhatsApp’s permissions only where alerts are set up', () => {
    const names = (whatsapp: boolean) => missingScopes([], { whatsapp }).map(({ scope }) => scope);
    expect(names(false)).not.toContain('whatsapp_business_messaging');
    expect(names(true)).toEqual([
      ...names(false),
      'whatsapp_business_messaging',
      'whatsapp_business_management',
    ]);
    expect(missingScopes(names(true), { whatsapp: true })).toEqual([]);
  });
});
