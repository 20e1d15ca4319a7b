import { type AlarmKind, graveAlarmKinds } from '../words.ts';

/** Worst first: what stops all messages, then what loses some, then what may soon. */
export const worstFirst: readonly AlarmKind[] = [
  ...graveAlarmKinds,
  'no_sending_token',
  'template_unusable',
  'unreached',
  'post_stopped',
  'token_expiring',
  'quality_low',
  'limit_near',
  'unreachable',
];
