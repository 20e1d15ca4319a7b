import type { Database } from '#db/client.ts';
import type { FoundAlarm } from '../../alarms/alarm-changes.ts';
import type { JobContext } from '../../jobs/job-context.ts';
import { keepAlarms } from '../commands/raise-alarm.ts';
import {
  findBrokenTokens,
  findEndingTokens,
  findRemovalTrouble,
  findSilentSenders,
  findSilentWebhooks,
  findStoreTrouble,
  findUnconfirmed,
  findUnusableTemplates,
} from '../queries/find-alarms.ts';
import { hasRoom } from '../queries/has-room.ts';
import { templateSet } from '../templates/template-set.ts';

/**
 * Opens and ends the alarms that can be read off what is stored, so that none
 * depends on the moment at which something happened.
 * @returns how many are new
 */
export async function watchAlarms({
  db,
  env,
  log,
  now,
}: Pick<JobContext, 'db' | 'env' | 'log' | 'now'>): Promise<number> {
  const { expiring, ending } = await findEndingTokens(db, now());
  const fresh = {
    unconfirmed: await keepAlarms(db, 'unconfirmed', await findUnconfirmed(db)),
    token_broken: await keepAlarms(db, 'token_broken', await findBrokenTokens(db)),
    no_sending_token: await keepAlarms(
      db,
      'no_sending_token',
      await findSilentSenders(db, env.WHATSAPP_PHONE_NUMBER_ID),
    ),
    token_expiring: await keepAlarms(db, 'token_expiring', expiring),
    token_ending: await keepAlarms(db, 'token_ending', ending),
    template_unusable: await keepAlarms(
      db,
      'template_unusable',
      await findUnusableTemplates(db, templateSet(env.STORYWIRE_URL)),
    ),
    storage_failing: await keepAlarms(db, 'storage_failing', await findStorageTrouble(db)),
    webhooks_silent: await keepAlarms(db, 'webhooks_silent', await findSilentWebhooks(db)),
  };
  const total = Object.values(fresh).reduce((sum, count) => sum + count, 0);
  if (total > 0) log.error(fresh, 'alarms_opened');
  return total;
}

/** What takes no more of what has to be kept, or does not delete what is to go; a full database may not take this alarm either, and then the heartbeat stops. */
async function findStorageTrouble(db: Database): Promise<FoundAlarm[]> {
  const media = [...(await findStoreTrouble(db)), ...(await findRemovalTrouble(db))];
  return (await hasRoom(db)) ? media : [...media, { thing: 'database' }];
}
