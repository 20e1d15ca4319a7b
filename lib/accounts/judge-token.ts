import type { TokenFacts } from '#lib/instagram/token-facts.ts';
import { tokenWords } from './token-words.ts';

/** What becomes of a token, given what Meta says of it. */
export type TokenVerdict = {
  state: 'healthy' | 'broken';
  /** Key of the words for the admin. NULL: healthy. */
  brokenReason: string | null;
  scopes: string[];
  /** When it stops working, or stops giving data, whichever comes first. NULL: never. */
  expiresAt: Date | null;
};

/**
 * Whether a token can be used: it is valid, made for our app, and not over. A
 * token of another app may well be valid, but every call with it would be
 * refused, since it is sent with a proof made of our app's secret.
 */
export function judgeToken(facts: TokenFacts, { appId, now }: { appId: string; now: Date }): TokenVerdict {
  const expiresAt = earlier(facts.expiresAt, facts.dataExpiresAt);
  const brokenReason = reasonAgainst(facts, { appId, over: expiresAt !== null && expiresAt <= now });
  return {
    state: brokenReason === null ? 'healthy' : 'broken',
    brokenReason,
    scopes: facts.scopes,
    expiresAt,
  };
}

function reasonAgainst(facts: TokenFacts, { appId, over }: { appId: string; over: boolean }): string | null {
  if (facts.foreign || (facts.appId !== null && facts.appId !== appId)) return 'token_other_app';
  if (!facts.valid) return tokenWords(facts.error);
  return over ? 'token_expired' : null;
}

const earlier = (one: Date | null, other: Date | null): Date | null =>
  one === null || (other !== null && other < one) ? other : one;
