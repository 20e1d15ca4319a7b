import type { AlarmKind } from '../words.ts';

/** Worst first: what stops all messages, then what loses some, then what may soon. */
export const worstFirst: readonly AlarmKind[] = [
  'token_broken',
  'mismatch',
  'breaker_open',
  'webhooks_silent',
  'limit_reached',
  'unconfirmed',
  'template_unusable',
  'unreached',
  'quality_low',
  'limit_near',
  'unreachable',
];

/** Those that cannot wait until somebody happens to look; the others are amber. */
export const graveKinds: ReadonlySet<AlarmKind> = new Set<AlarmKind>([
  'token_broken',
  'mismatch',
  'breaker_open',
  'webhooks_silent',
  'limit_reached',
  'unconfirmed',
]);
