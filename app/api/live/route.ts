import { route } from '#lib/auth/route.ts';
import { liveHub } from '#lib/live/live-hub.ts';
import { sseHeaders } from '#lib/live/sse.ts';

export const GET = route(
  {},
  async ({ actor, request }) => new Response(liveHub().open(actor, request.signal), { headers: sseHeaders }),
);
