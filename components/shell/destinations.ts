import {
  CircleUserRound,
  Flag,
  GalleryHorizontalEnd,
  type LucideIcon,
  RadioTower,
  Repeat2,
} from 'lucide-react';

/** Where one can go from anywhere. Only what is built stands here. */
export const destinations = [
  { key: 'feed', href: '/', Icon: GalleryHorizontalEnd, under: ['/stories', '/watch'] },
  { key: 'flags', href: '/flags', Icon: Flag, under: [] },
  { key: 'reposts', href: '/reposts', Icon: Repeat2, under: [] },
  { key: 'regions', href: '/regions', Icon: RadioTower, under: ['/numbers', '/routes'] },
  {
    key: 'more',
    href: '/more',
    Icon: CircleUserRound,
    under: ['/people', '/audit', '/brand', '/status', '/costs', '/templates', '/connections', '/retention'],
  },
] as const satisfies readonly { key: string; href: string; Icon: LucideIcon; under: readonly string[] }[];

/** Whether a destination holds the page that is open. */
export function isCurrent(destination: (typeof destinations)[number], path: string): boolean {
  const within = (base: string) => path === base || path.startsWith(`${base}/`);
  return destination.href === '/'
    ? path === '/' || destination.under.some(within)
    : within(destination.href) || destination.under.some(within);
}
