import { describe, expect, it } from 'vitest';
import { shortenNumber } from '#lib/numbers/shorten-number.ts';
import { readJoinCode } from '#lib/numbers/join-code.ts';
import { waIdCandidates } from '#lib/numbers/wa-id-candidates.ts';
import { newCode } from '#lib/ids.ts';
import { joinLink, joinText } from '#lib/regions/join-link.ts';

describe('the numbers that a wa_id may stand for', () => {
  it.each([
    ['12025550123', ['+12025550123']],
    ['+12025550123', ['+12025550123']],
    ['5511987654321', ['+5511987654321', '+551187654321']],
    ['551187654321', ['+551187654321', '+5511987654321']],
    ['5215512345678', ['+5215512345678', '+525512345678']],
    ['525512345678', ['+525512345678', '+5215512345678']],
    ['5491123456789', ['+5491123456789', '+541123456789']],
    ['541123456789', ['+541123456789', '+5491123456789']],
    ['US.13491208655302741918', []],
    ['', []],
    ['12 34', []],
    ['1'.repeat(1_000_000), []],
  ])('%s: %j', (waId, candidates) => {
    expect(waIdCandidates(waId)).toEqual(candidates);
  });
});

describe('the shortened form', () => {
  it.each([
    ['+5511987651234', '+55 ··· 1234'],
    ['+12025550123', '+1 ··· 0123'],
    ['+447700900123', '+44 ··· 0123'],
    ['+870773111632', '+870 ··· 1632'],
  ])('%s is shown as %s', (e164, shortened) => {
    expect(shortenNumber(e164)).toBe(shortened);
  });
});

describe('a join code in a message', () => {
  it.each([
    ['JOIN AB2CD3EF', 'AB2CD3EF'],
    ['join ab2cd3ef', 'AB2CD3EF'],
    ['  Join: AB2C D3EF. ', 'AB2CD3EF'],
    ['AB2C-D3EF', 'AB2CD3EF'],
    ['JOIN', undefined],
    ['JOIN AB2CD3E', undefined],
    ['JOIN AB2CD3EFG', undefined],
    ['JOIN AB1CD3EF', undefined],
    ['please JOIN AB2CD3EF', undefined],
    ['A'.repeat(1_000_000), undefined],
  ])('%j: %s', (text, code) => {
    expect(readJoinCode(text)).toBe(code);
  });

  it('is read from what the link writes, whatever the code', () => {
    for (let n = 0; n < 500; n++) {
      const code = newCode(8);
      expect(readJoinCode(joinText(code))).toBe(code);
    }
  });

  it('has a link that opens a chat with the brand, and none while its number is unknown', () => {
    expect(joinLink('+1 202-555-0100', 'AB2CD3EF')).toBe('https://wa.me/12025550100?text=JOIN%20AB2CD3EF');
    expect(joinLink(null, 'AB2CD3EF')).toBeNull();
  });
});
