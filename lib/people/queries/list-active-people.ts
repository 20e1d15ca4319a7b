import { and, eq } from 'drizzle-orm';
import type { Queryable } from '#db/client.ts';
import { user } from '#db/schema.ts';

/** Who may sign in under an e-mail address or a name; names may be had by several. For the server's own commands. */
export async function listActivePeople(
  db: Queryable,
  who: { email: string } | { name: string },
): Promise<{ userId: string; name: string }[]> {
  const called = 'email' in who ? eq(user.email, who.email.toLowerCase()) : eq(user.name, who.name);
  return await db
    .select({ userId: user.id, name: user.name })
    .from(user)
    .where(and(called, eq(user.state, 'active')));
}
