import { route } from '#lib/auth/route.ts';
import { reelsInput } from '#lib/feed/feed-input.ts';
import { listReels } from '#lib/feed/queries/list-reels.ts';
import { knownZone, zoneCookie } from '#lib/i18n/zone.ts';

export const GET = route({ input: reelsInput }, ({ db, actor, input, request }) => {
  const { code, ...filter } = input;
  const timeZone = knownZone(request.cookies.get(zoneCookie)?.value);
  return listReels(db, { actor, code, filter, timeZone });
});
