import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import type { Connection } from '#db/client.ts';
import { running } from './running.ts';

/** Signs in as one of the demo brand's people, on the sign-in page, and waits for the feed. */
export async function signInAs(page: Page, name: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('button', { name }).click();
  await page.waitForURL('/');
}

/** Makes a one-time link for one of the people, as a command of the server would; only its hash is kept. */
export async function linkFor({ sql }: Connection, name: string): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  const hash = createHash('sha256').update(secret).digest('hex');
  await sql`
    insert into sign_in_link (id, user_id, secret_hash, expires_at)
    select ${randomUUID()}, id, ${hash}, now() + interval '10 minutes' from "user" where name = ${name}`;
  return `${running().url}/sign-in/link#${secret}`;
}
