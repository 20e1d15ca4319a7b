import { z } from 'zod';
import { askedCookie, askedSecret } from '#lib/auth/asked-cookie.ts';
import { chatBase } from '#lib/auth/chat-base.ts';
import { currentActor } from '#lib/auth/current-actor.ts';
import { limitRequest } from '#lib/auth/limit-request.ts';
import { returnPath } from '#lib/auth/return-path.ts';
import { route } from '#lib/auth/route.ts';
import { env } from '#lib/env.ts';
import { StorywireError } from '#lib/errors.ts';
import type { AskedSignIn } from '#lib/people/asked-sign-in.ts';
import { askToSignIn } from '#lib/people/commands/ask-to-sign-in.ts';
import { deviceWords } from '#lib/people/device-words.ts';
import { findBrandNumber, getSignInProgress } from '#lib/people/queries/sign-in-request.ts';
import { chatLink, signInRequestValidMs } from '#lib/people/sign-in-request.ts';
import { signInText } from '#lib/people/sign-in-words.ts';
import { qrPath } from '#lib/qr-path.ts';

const input = z.object({ to: z.string().max(2048) });

/** Somebody without a session wants in by WhatsApp: a code for the phone, and a cookie for this browser. */
export const POST = route({ access: 'public', input }, async ({ db, input: { to }, request }) => {
  await limitRequest(db, request.headers, 'signInRequest');
  const brandNumber = await findBrandNumber(db);
  if (brandNumber === undefined) throw new StorywireError('conflict', 'noBrandNumber');
  const device = deviceWords(request.headers.get('user-agent'));
  const asked = await askToSignIn(db, { to: returnPath(to), device, now: new Date() });
  const text = signInText(asked.code);
  const link = chatLink(chatBase(), brandNumber, text);
  // The link that answers in the last moment works as long again.
  const until = new Date(asked.expiresAt.getTime() + signInRequestValidMs);
  return Response.json({ text, link, qr: qrPath(link) } satisfies AskedSignIn, {
    headers: {
      'cache-control': 'no-store',
      'set-cookie': askedCookie(asked.browserSecret, env().STORYWIRE_URL, until),
    },
  });
});

/** How far the request of this browser is; `signed_in` once it has a session, by whatever way. */
export const GET = route({ access: 'public' }, async ({ db, request }) => {
  if (await currentActor()) return { state: 'signed_in' };
  const browserSecret = askedSecret(request.headers.get('cookie'), env().STORYWIRE_URL);
  return { state: await getSignInProgress(db, { browserSecret, now: new Date() }) };
});
