import { eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { user } from '#db/schema.ts';
import type { Mode } from '../../words.ts';
import { startSession } from './sessions.ts';

/**
 * Signs in as one of the demo brand's people.
 * @returns the session's id, or undefined outside the sandbox, and for anyone who is not of the demo
 */
export async function signInAsDemoPerson(
  db: Database,
  {
    mode,
    userId,
    device,
    now,
    fromWhere = null,
  }: { mode: Mode; userId: string; device: string; now: Date; fromWhere?: string | null },
): Promise<string | undefined> {
  if (mode !== 'sandbox') return undefined;
  return await db.transaction(async (tx) => {
    const [person] = await tx.select({ demo: user.demo }).from(user).where(eq(user.id, userId));
    if (!person?.demo) return undefined;
    return await startSession(tx, { userId, device, now, by: 'demo', fromWhere });
  });
}
