import { getRehearsal } from '#lib/alerts/queries/get-rehearsal.ts';
import { rehearsalInput, rehearsalLimitBytes } from '#lib/alerts/rehearsal-input.ts';
import { readInput } from '#lib/auth/read-input.ts';
import { route } from '#lib/auth/route.ts';
import { env } from '#lib/env.ts';

/** Says who would get what; writes nothing. A POST, since a drafted matrix does not fit into an address. */
export const POST = route({}, async ({ db, actor, request }) => {
  const input = await readInput(request, rehearsalInput, rehearsalLimitBytes);
  return getRehearsal(db, { actor, ...input, publicUrl: env().STORYWIRE_URL });
});
