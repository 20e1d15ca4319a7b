import type { TokenTrouble } from '../words.ts';

/** Where Meta names no moment: what may pass by itself is tried soon, what somebody has to grant is not. */
const minutes: Record<TokenTrouble, number> = { unavailable: 1, app: 20, throttled: 20, permission: 60 };

/**
 * When Meta is asked again about a token whose check did not come to its end.
 * A moment that Meta names is kept to exactly: calling earlier prolongs the block.
 */
export function askTokenAgainAt({
  trouble,
  namedByMeta,
  now,
}: {
  trouble: TokenTrouble;
  namedByMeta: Date | null;
  now: Date;
}): Date {
  return namedByMeta ?? new Date(now.getTime() + minutes[trouble] * 60_000);
}
