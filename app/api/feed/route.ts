import { route } from '#lib/auth/route.ts';
import { feedInput } from '#lib/feed/feed-input.ts';
import { knownZone, zoneCookie } from '#lib/i18n/zone.ts';
import { listFeed } from '#lib/feed/queries/list-feed.ts';

export const GET = route({ input: feedInput }, ({ db, actor, input, request }) => {
  const { cursor, limit, ...filter } = input;
  const timeZone = knownZone(request.cookies.get(zoneCookie)?.value);
  return listFeed(db, { actor, filter, timeZone, cursor, limit });
});
