import { lt } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { signInRequest } from '#db/schema.ts';
import { newCode, newSecret } from '../../ids.ts';
import { keyring } from '../../keyring.ts';
import { browserHash, signInCodeHash, signInRequestValidMs } from '../sign-in-request.ts';
import { signInCodeLength } from '../sign-in-words.ts';

/** Over requests are kept for a day, so that a late message is told what is the matter. */
const keptMs = 24 * 60 * 60_000;

/**
 * Notes that somebody without a session wants in by WhatsApp. Nothing about
 * them is believed or kept but the kind of device; whoever sends the code
 * proves who they are by the number that it comes from.
 * @param to where to go once signed in: a path of ours, checked before
 * @returns the code for the phone, and the secret for the cookie of this browser, which are kept as hashes only
 */
export async function askToSignIn(
  db: Database,
  { to, device, now }: { to: string; device: string; now: Date },
): Promise<{ code: string; browserSecret: string; expiresAt: Date }> {
  const code = newCode(signInCodeLength);
  const browserSecret = newSecret();
  const expiresAt = new Date(now.getTime() + signInRequestValidMs);
  await db.insert(signInRequest).values({
    codeHash: signInCodeHash(keyring(), code),
    browserHash: browserHash(browserSecret),
    device,
    returnTo: to,
    createdAt: now,
    expiresAt,
  });
  await db.delete(signInRequest).where(lt(signInRequest.expiresAt, new Date(now.getTime() - keptMs)));
  return { code, browserSecret, expiresAt };
}
