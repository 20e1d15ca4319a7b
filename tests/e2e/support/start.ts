import type { FullConfig } from '@playwright/test';
import { eventually } from '../../support/eventually.ts';
import { startIdentityProvider } from '../../support/identity-provider.ts';
import { installation, launchStorywire } from '../../support/launched.ts';
import type { Running } from './running.ts';

/**
 * A Storywire for each worker of Playwright's, started as `npm start` starts
 * it; the demo brand posts only what a journey asks for. They outlive the
 * workers, so that what all journeys have written can be searched at the end.
 * With `E2E` in the environment, the list of Storywires that it describes (see
 * running.ts) is used and left running: for trying one journey over and over.
 */
export default async function start({ workers }: FullConfig): Promise<(() => Promise<void>) | undefined> {
  if (process.env['E2E']) return undefined;
  const started = await Promise.all(Array.from({ length: workers }, startOne));
  process.env['E2E'] = JSON.stringify(started.map(({ running }) => running));
  return async () => {
    await Promise.all(started.map(({ end }) => end()));
  };
}

async function startOne(): Promise<{ running: Running; end: () => Promise<void> }> {
  const settings = await installation();
  const provider = await startIdentityProvider(`http://127.0.0.1:${settings['PORT']}`);
  const launched = await launchStorywire({ ...settings, ...provider.env });
  const { url, sandboxUrl, dataFolder, databaseUrl, signInLink } = launched;
  const database = await launched.database();
  await eventually(
    'all accounts were checked once and all templates are approved',
    async () => {
      const accounts =
        await database.sql`select from account where first_checked_at is null and region_id is not null`;
      const templates = await database.sql<{ state: string }[]>`select state from template`;
      return (
        accounts.length === 0 && templates.length > 0 && templates.every(({ state }) => state === 'approved')
      );
    },
    180_000,
  );
  await database.close();
  return {
    running: { url, sandboxUrl, dataFolder, databaseUrl, signInLink },
    end: async () => {
      await launched.remove();
      await provider.close();
    },
  };
}
