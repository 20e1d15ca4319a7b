import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findEmbedded } from '#db/embedded.ts';
import { LaunchError } from './launch-error.ts';
import { keepSecrets } from './secrets.ts';
import type { LaunchSettings } from './settings.ts';

/**
 * The database of an installation that was started before, for a command beside it. Nothing is started or made.
 * @throws LaunchError when there is none, or the embedded one does not run
 */
export async function findDatabase({ databaseUrl, dataFolder }: LaunchSettings): Promise<string> {
  if (databaseUrl) return databaseUrl;
  if (!existsSync(join(dataFolder, 'secrets.json'))) {
    throw new LaunchError(
      `There is no Storywire in ${dataFolder}; run this in its folder, with the same STORYWIRE_DATA or DATABASE_URL as npm start.`,
    );
  }
  const { database } = await keepSecrets(dataFolder);
  const url = await findEmbedded({ folder: join(dataFolder, 'postgres'), password: database });
  if (url === undefined) {
    throw new LaunchError(
      'The database is not running: it comes with Storywire, so start that first (npm start), and run this beside it.',
    );
  }
  return url;
}
