import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { connect } from '#db/client.ts';
import { startEmbedded } from '#db/embedded.ts';
import { grantAppRole, migrateDatabase } from '#db/migrate.ts';
import { prepareQueues } from '#lib/jobs/prepare-queues.ts';
import { queueSchema } from '#lib/jobs/queue.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** postgres:// address of the server, without a database name. */
    serverUrl: string;
  }
}

export const templateDatabase = 'storywire_template';

/** One PostgreSQL for the whole run, with a migrated template that each test file clones. */
export default async function setup(project: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), 'storywire-tests-'));
  const server = await startEmbedded({
    folder,
    password: 'only-for-this-run',
    // Nothing of a test run outlives it, so nothing needs to reach the disk.
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' },
  });
  const serverUrl = server.url.slice(0, server.url.lastIndexOf('/'));
  const admin = connect(`${serverUrl}/postgres`, { role: null, max: 1 });
  await admin.sql`create database ${admin.sql(templateDatabase)}`;
  await admin.close();
  const template = `${serverUrl}/${templateDatabase}`;
  await migrateDatabase(template);
  await prepareQueues(template);
  await grantAppRole(template, [queueSchema]);
  project.provide('serverUrl', serverUrl);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
    if (server.folder !== folder) await rm(server.folder, { recursive: true, force: true });
  };
}
