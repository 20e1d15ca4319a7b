import type { WebhookItem } from '#lib/webhooks/webhook-item.ts';

/** Says in a few words what one item of a webhook was understood as; nobody's words or number. */
export function webhookWords(item: WebhookItem): string {
  switch (item.kind) {
    case 'status': {
      const error = item.errorCode === null ? '' : ` with error ${item.errorCode}`;
      return `status ${item.status} of ${partyWords(item)} at ${item.at.toISOString()}${error}`;
    }
    case 'inbound': {
      const { content } = item;
      const what = content.type === 'other' ? `${content.name}, not read` : content.type;
      return `inbound ${what} from ${partyWords(item.from)}${item.replyTo === null ? '' : ', an answer'}`;
    }
    case 'number_changed':
      return `number change from ${partyWords(item.from)} to ${partyWords(item.to)}`;
    case 'template':
      return `template ${item.name} (${item.language}) ${item.event}${item.reason === null ? '' : `: ${item.reason}`}`;
    case 'template_category':
      return `template ${item.name} (${item.language}) moved to ${item.category}`;
    case 'template_quality':
      return `template ${item.name} (${item.language}) is of quality ${item.quality}`;
    case 'story_insights':
      return `final insights of story ${item.mediaId}: ${Object.keys(item.values).join(', ')}`;
    case 'sender':
      return ['sender:', item.field, item.event, item.limit, item.errorCode]
        .filter((each) => each !== null)
        .join(' ');
    case 'ignored':
      return `${item.field}: ${item.reason}`;
  }
}

function partyWords({ waId, userId }: { waId: string | null; userId: string | null }): string {
  if (waId !== null) return userId === null ? 'a phone' : 'a phone with user id';
  return userId === null ? 'nobody named' : 'a user id without phone';
}
