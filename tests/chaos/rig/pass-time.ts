import type { Connection } from '#db/client.ts';
import { despiteDeadlock } from '#tests/support/despite-deadlock.ts';

/**
 * Lets time pass without waiting: every moment that the database remembers of
 * stories, messages, attempts, statuses and pauses is moved into the past by as
 * much. Leases stay, since whoever lives would have renewed them meanwhile; call
 * it when nothing is on its way.
 */
export async function passTime({ sql }: Connection, seconds: number): Promise<void> {
  for (const [table, columns] of Object.entries(moments)) {
    const moved = columns.map((column) => `${column} = ${column} - interval '${seconds} seconds'`).join(', ');
    await despiteDeadlock(() => sql.unsafe(`update ${table} set ${moved}`));
  }
}

const moments = {
  story: ['posted_at', 'found_at', 'expires_at'],
  number: ['buzz_free_at', 'not_before'],
  message: [
    'due_at',
    'useful_until',
    'created_at',
    'accepted_at',
    'sent_at',
    'delivered_at',
    'read_at',
    'failed_at',
  ],
  attempt: ['started_at', 'ended_at'],
  status_event: ['provider_at', 'received_at'],
  webhook_inbox: ['received_at', 'processed_at'],
  sender: ['paused_until', 'breaker_opened_at', 'breaker_probe_at'],
} as const;
