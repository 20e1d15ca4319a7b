import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a Storywire of this run is. */
export type Running = {
  url: string;
  sandboxUrl: string;
  dataFolder: string;
  /** postgres:// address of the database's owner, for looking and for moving times. */
  databaseUrl: string;
  /** The one-time link that was printed at the start; works once. */
  signInLink: string;
};

/** Every Storywire that start.ts has started. */
export function allRunning(): Running[] {
  const text = process.env['E2E'];
  if (!text) throw new Error('No Storywire was started for the journeys.');
  return JSON.parse(text) as Running[];
}

/** The one that this worker of Playwright's has to itself. */
export function running(): Running {
  const one = allRunning()[Number(process.env['TEST_PARALLEL_INDEX'])];
  if (!one) throw new Error('There are more workers than Storywires; give --workers=1.');
  return one;
}

/** Every secret of this installation, none of which may ever leave it. */
export function listSecrets({ dataFolder }: Running): string[] {
  const { storywire, database, sandbox } = secretsOf(dataFolder);
  return [storywire, database, sandbox.appSecret, sandbox.accessToken, sandbox.verifyToken];
}

type Secrets = {
  storywire: string;
  database: string;
  sandbox: { appSecret: string; accessToken: string; verifyToken: string };
};

function secretsOf(dataFolder: string): Secrets {
  return JSON.parse(readFileSync(join(dataFolder, 'secrets.json'), 'utf8')) as Secrets;
}
