import type { AlarmKind } from '#lib/words.ts';

const paths = {
  token_broken: '/connections',
  token_ending: '/connections',
  token_expiring: '/connections',
  no_sending_token: '/connections',
  limit_near: '/costs',
  limit_reached: '/costs',
  unreachable: '/numbers',
} as const;
type LinkedKind = keyof typeof paths;

const isLinked = (kind: AlarmKind): kind is LinkedKind => kind in paths;

/** Where one sees to an alarm of a kind; undefined where that is nowhere in Storywire, or on this very page. */
export const alarmPath = (kind: AlarmKind): { kind: LinkedKind; path: string } | undefined =>
  isLinked(kind) ? { kind, path: paths[kind] } : undefined;
