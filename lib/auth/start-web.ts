import { EnvError, env } from '../env.ts';
import { followResponses } from '../live/own-response.ts';
import { log } from '../log.ts';
import { tellAddress } from './tell-address.ts';

/**
 * Checks the environment before the first request. Next would go on after an
 * error here and answer everything with 500, so the process is ended.
 */
export function startWeb(): void {
  try {
    // next-auth reads the address that it builds links from here and nowhere else;
    // without it, it would take what a request says of itself.
    // oxlint-disable-next-line node/no-process-env -- written for a library, not read
    process.env['NEXTAUTH_URL'] = env().STORYWIRE_URL;
    tellAddress();
    followResponses();
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    log.fatal(error.message);
    process.exit(1);
  }
}
