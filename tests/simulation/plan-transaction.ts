import { planAlerts, type OpenBuzz, type PlannedStory } from '#lib/alerts/plan-alerts.ts';
import { plannedNumber } from '#lib/alerts/planned-number.ts';
import type { QuietClock } from '#lib/regions/quiet-hours.ts';
import { isWaiting, type NumberRow, type Store, type StoryRow } from './store.ts';

/** What lib/alerts/commands/plan-story.ts does in one transaction. */
export function planTransaction(store: Store, story: StoryRow, clock: QuietClock): void {
  if (story.planned) return;
  story.planned = true;
  const numbers = store.numbers.filter(({ region }) => region.id !== story.regionId);
  const decisions = planAlerts(
    plannedStory(story),
    numbers.map((number) =>
      plannedNumber(
        {
          id: number.id,
          homeRegionId: number.region.id,
          homeArchived: false,
          follows: number.follows === story.regionId,
          state: number.state,
          hears: 'all',
          mutedUntil: dateOf(number.mutedUntil),
          delivery: store.routes.get(`${story.regionId}>${number.region.id}`) ?? null,
          buzzIntervalMinutes: number.buzzIntervalMinutes,
          buzzFreeAt: Number.isFinite(number.buzzFreeAt) ? new Date(number.buzzFreeAt) : null,
          ownQuietHours: number.ownQuietHours,
          regionQuietHours: number.region.quietHours,
          timeZone: number.region.timeZone,
        },
        openBuzzes(store, number),
      ),
    ),
    new Date(store.now),
    clock,
  );
  const byId = new Map(numbers.map((number) => [number.id, number]));
  for (const decision of decisions) {
    const number = byId.get(decision.numberId)!;
    const alert = { story, number, message: null, skipped: null };
    store.alerts.push(alert);
    switch (decision.do) {
      case 'skip':
        Object.assign(alert, { skipped: decision.reason });
        break;
      case 'join': {
        const message = store.messages.find(({ id }) => id === decision.messageId)!;
        if (!isWaiting(message) || message.leaseEpoch !== 0) throw new Error('It has stopped collecting.');
        message.usefulUntil = Math.max(message.usefulUntil, decision.usefulUntil.getTime());
        if (decision.heldReason !== null && message.state === 'planned')
          Object.assign(message, { state: 'held', heldReason: decision.heldReason });
        store.carry(alert, message);
        break;
      }
      case 'send':
      case 'collect': {
        const kind = decision.do === 'send' ? 'story' : decision.kind;
        const message = store.addMessage(`${kind}:${number.id}:${story.id}`, {
          kind,
          number,
          heldReason: decision.do === 'send' ? null : decision.heldReason,
          dueAt: decision.dueAt.getTime(),
          usefulUntil: decision.usefulUntil.getTime(),
        });
        store.carry(alert, message);
        break;
      }
    }
  }
}

const dateOf = (moment: number | null) => (moment === null ? null : new Date(moment));

const plannedStory = ({ regionId, postedAt, foundAt, expiresAt }: StoryRow): PlannedStory => ({
  regionId,
  regionArchived: false,
  deletedAt: null,
  postedAt: new Date(postedAt),
  foundAt: new Date(foundAt),
  expiresAt: new Date(expiresAt),
});

function openBuzzes(store: Store, number: NumberRow): OpenBuzz[] {
  return store.messages
    .filter((message) => message.number === number && (isWaiting(message) || message.state === 'sending'))
    .map((message) => ({
      messageId: message.id,
      dueAt: new Date(message.dueAt),
      collecting:
        message.kind !== 'story' && isWaiting(message) && message.leaseEpoch === 0 ? message.kind : null,
    }));
}
