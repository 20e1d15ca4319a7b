import { PgBoss } from 'pg-boss';
import { jobs } from './catalogue.ts';
import { queueSchema } from './queue.ts';

/**
 * Brings pg-boss's schema and our queues up to date. Part of the migrations,
 * so it needs the owner's connection.
 * @param url a postgres:// address of the owner
 */
export async function prepareQueues(url: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: url,
    schema: queueSchema,
    supervise: false,
    schedule: false,
    max: 2,
  });
  boss.on('error', () => {
    // Whatever fails here also rejects the calls below, which carry the cause.
  });
  await boss.start();
  try {
    const known = new Set((await boss.getQueues()).map((queue) => queue.name));
    for (const [name, { rules }] of Object.entries(jobs)) {
      const { policy, ...changeable } = rules;
      if (known.has(name)) await boss.updateQueue(name, { ...changeable, notify: true });
      else await boss.createQueue(name, { ...changeable, policy, notify: true });
    }
  } finally {
    await boss.stop({ graceful: false });
  }
}
