import type { Queryable } from '#db/client.ts';
import type { Actor } from '../../actor.ts';
import { StorywireError } from '../../errors.ts';
import { listAlarmPhones } from '../../messages/queries/list-alarm-phones.ts';
import { may, regionsWhere } from '../../people/permissions.ts';
import { isGrave } from '../../words.ts';
import type { StatusPage } from '../status-page.ts';
import { getSendingFacts } from './get-sending-facts.ts';
import { listAlarms } from './list-alarms.ts';
import { listTold } from './list-told.ts';
import { listUnconfirmed } from './list-unconfirmed.ts';

/**
 * How things stand, as far as the actor may see it: admins of all regions
 * everything, a region's admins and editors what is amiss there.
 * @throws StorywireError `forbidden` for who is neither anywhere
 */
export async function getStatusPage(db: Queryable, { actor }: { actor: Actor }): Promise<StatusPage> {
  const regions = regionsWhere(actor, 'alarms.see');
  if (regions.length === 0)
    throw new StorywireError('forbidden', 'notAllowed', { values: { capability: 'alarms.see' } });
  const everything = may(actor, 'sending.see', null);
  const [alarms, unconfirmed, sending, told, phones] = await Promise.all([
    listAlarms(db, { actor }),
    listUnconfirmed(db, { actor }),
    everything ? getSendingFacts(db) : null,
    everything ? listTold(db) : null,
    everything ? listAlarmPhones(db) : [],
  ]);
  return {
    alarms: alarms.map((group) => ({
      ...group,
      told: told && isGrave(group.kind) ? (told.get(group.kind) ?? []) : null,
    })),
    unconfirmed,
    alarmPhones: phones.length,
    sending,
  };
}
