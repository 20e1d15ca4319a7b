import { join } from 'node:path';
import { startEmbedded } from '#db/embedded.ts';
import { log } from '../log.ts';
import { bornAt } from './processes.ts';
import type { Progress } from './progress.ts';
import type { Secrets } from './secrets.ts';
import type { LaunchSettings } from './settings.ts';

export type DatabaseServer = { url: string; stop: () => Promise<void> };

/** How often the embedded server is looked at. */
const watchMs = 2_000;

/**
 * The database that was named, or the embedded one: started or adopted, and
 * started again on the same port should it die.
 */
export async function startDatabase(
  settings: LaunchSettings,
  secrets: Secrets,
  progress: Progress,
): Promise<DatabaseServer> {
  if (settings.databaseUrl) return { url: settings.databaseUrl, stop: async () => {} };
  const asked = join(settings.dataFolder, 'postgres');
  const start = () => startEmbedded({ folder: asked, password: secrets.database });
  let server = await start();
  if (server.adopted) progress.say('  ✓ adopted the database, left running by a start that was killed');
  if (!server.folder.startsWith(settings.dataFolder) && server.folder !== join(process.cwd(), asked)) {
    progress.say(`  As root, PostgreSQL keeps its data outside this private home: ${server.folder}`);
  }
  let busy = false;
  const watch = setInterval(async () => {
    if (busy || (await bornAt(server.pid)) !== undefined) return;
    busy = true;
    try {
      server = await start();
      progress.say('  The database had ended by itself and was started again.');
    } catch (error) {
      log.error({ error: error instanceof Error ? error.message : String(error) }, 'database_restart_failed');
    } finally {
      busy = false;
    }
  }, watchMs);
  return {
    url: server.url,
    stop: async () => {
      clearInterval(watch);
      await server.stop();
    },
  };
}
