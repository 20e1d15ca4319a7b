import { route } from '#lib/auth/route.ts';
import { listStories } from '#lib/feed/queries/list-stories.ts';
import { liveHub } from '#lib/live/live-hub.ts';
import { hangUpOnClient } from '#lib/live/own-response.ts';
import { sseHeaders } from '#lib/live/sse.ts';

export const GET = route({}, async ({ db, actor, request }) => {
  const hub = liveHub((ids) => listStories(db, { ids }));
  const stream = hub.open(
    { ...actor, hangUp: hangUpOnClient() },
    request.signal,
    request.headers.get('last-event-id'),
  );
  return new Response(stream, { headers: sseHeaders });
});
