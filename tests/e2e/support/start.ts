import { eventually } from '../../support/eventually.ts';
import { startIdentityProvider } from '../../support/identity-provider.ts';
import { installation, launchStorywire } from '../../support/launched.ts';
import type { Running } from './running.ts';

/**
 * One Storywire for all journeys, started as `npm start` starts it; the demo
 * brand posts only what a journey asks for. With `E2E` in the environment, the
 * Storywire that it describes (see running.ts) is used and left running: for
 * trying one journey over and over.
 */
export default async function start(): Promise<(() => Promise<void>) | undefined> {
  if (process.env['E2E']) return undefined;
  const settings = await installation();
  const provider = await startIdentityProvider(`http://127.0.0.1:${settings['PORT']}`);
  const launched = await launchStorywire({ ...settings, ...provider.env });
  const { url, sandboxUrl, dataFolder, databaseUrl, signInLink } = launched;
  process.env['E2E'] = JSON.stringify({
    url,
    sandboxUrl,
    dataFolder,
    databaseUrl,
    signInLink,
  } satisfies Running);
  const database = await launched.database();
  await eventually('all accounts were checked once and all templates are approved', async () => {
    const accounts =
      await database.sql`select from account where first_checked_at is null and region_id is not null`;
    const templates = await database.sql<{ state: string }[]>`select state from template`;
    return (
      accounts.length === 0 && templates.length > 0 && templates.every(({ state }) => state === 'approved')
    );
  });
  await database.close();
  return async () => {
    await launched.remove();
    await provider.close();
  };
}
