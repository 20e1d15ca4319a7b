import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixture } from '#tests/fixtures/fixture.ts';
import { readWebhook } from '#lib/webhooks/read-webhook.ts';
import type { WebhookItem } from '#lib/webhooks/webhook-item.ts';

const ana = { waId: '12025550111', userId: 'US.70081120041' };
const sent = {
  kind: 'status',
  wamid: 'wamid.FIXTUREout0001',
  opaqueId: 'v1.0199aa.kQ3x',
  errorCode: null,
  ...ana,
};
const inbound = {
  kind: 'inbound',
  wamid: 'wamid.FIXTUREin0002',
  from: ana,
  replyTo: null,
  phoneNumberId: '300500600700800',
};
const answered = { ...inbound, replyTo: 'wamid.FIXTUREout0001' };
const template = { kind: 'template', metaId: '300111222333444', name: 'story_alert_v1', language: 'pt_BR' };
const insights = { kind: 'story_insights', igUserId: '17841400000000111', mediaId: '18000000000000001' };

const kinds: [string, object[]][] = [
  ['status-sent', [{ ...sent, status: 'sent', at: new Date('2026-11-23T10:00:00Z') }]],
  ['status-delivered', [{ ...sent, status: 'delivered', at: new Date('2026-11-23T10:00:04Z') }]],
  ['status-read-without-delivered', [{ ...sent, status: 'read' }]],
  [
    'status-failed-not-on-whatsapp',
    [
      {
        status: 'failed',
        errorCode: 131026,
        errorDetails: 'The recipient is not on WhatsApp.',
        waId: '12025550112',
        userId: null,
      },
    ],
  ],
  ['status-failed-window-closed', [{ status: 'failed', errorCode: 131047, opaqueId: null }]],
  ['status-failed-header-media', [{ status: 'failed', errorCode: 131053 }]],
  ['status-known-by-user-id-alone', [{ ...sent, status: 'delivered', waId: null }]],
  ['status-contact-with-empty-texts', [{ ...sent, status: 'delivered', waId: null, opaqueId: null }]],
  ['status-time-as-number', [{ ...sent, status: 'sent', at: new Date('2026-11-23T10:00:00Z') }]],
  ['status-in-group', [{ status: 'read', waId: null, userId: null }]],
  ['status-played', [{ kind: 'ignored', field: 'messages' }]],
  ['inbound-text', [{ ...inbound, content: { type: 'text', body: 'JOIN 7KQ2MX — grüße 👋' } }]],
  ['inbound-text-answering', [{ ...answered, content: { type: 'text', body: 'Can we use this in May?' } }]],
  ['inbound-text-known-by-user-id-alone', [{ ...inbound, from: { waId: null, userId: ana.userId } }]],
  ['inbound-text-user-id-in-from', [{ ...inbound, from: { waId: null, userId: ana.userId } }]],
  ['inbound-text-sender-in-contacts-alone', [{ ...inbound, content: { type: 'text', body: 'STOP' } }]],
  ['inbound-button', [{ ...answered, content: { type: 'button', payload: 'v1.seen.7KQ2MX', text: 'Seen' } }]],
  [
    'inbound-button-without-context',
    [{ ...inbound, content: { type: 'button', payload: 'v1.mute.7KQ2MX', text: 'Mute 24 h' } }],
  ],
  [
    'inbound-interactive-button',
    [{ ...answered, content: { type: 'interactive', id: 'v1.flag.7KQ2MX', title: 'Flag' } }],
  ],
  [
    'inbound-interactive-list',
    [{ ...answered, content: { type: 'interactive', id: 'v1.every.30', title: 'Every 30 minutes' } }],
  ],
  ['inbound-form', [{ ...inbound, content: { type: 'other', name: 'interactive' } }]],
  [
    'inbound-reaction',
    [{ ...inbound, content: { type: 'reaction', wamid: 'wamid.FIXTUREout0001', emoji: '👍' } }],
  ],
  [
    'inbound-reaction-taken-back',
    [{ ...inbound, content: { type: 'reaction', wamid: 'wamid.FIXTUREout0001', emoji: null } }],
  ],
  ['inbound-picture', [{ ...inbound, content: { type: 'other', name: 'image' } }]],
  ['inbound-picture-without-type', [{ ...inbound, content: { type: 'other', name: 'image' } }]],
  ['inbound-unsupported', [{ ...inbound, content: { type: 'other', name: 'unsupported' } }]],
  [
    'system-number-changed',
    [
      {
        kind: 'number_changed',
        from: { waId: '12025550111', userId: null },
        to: { waId: '12025550119', userId: null },
      },
    ],
  ],
  [
    'system-user-id-changed',
    [{ kind: 'number_changed', from: ana, to: { waId: null, userId: 'US.70081120077' } }],
  ],
  ['system-identity', [{ kind: 'ignored', field: 'messages' }]],
  ['account-error', [{ kind: 'sender', field: 'messages', event: 'error', errorCode: 131042 }]],
  ['template-approved', [{ ...template, language: 'en_US', event: 'APPROVED', reason: null }]],
  ['template-rejected', [{ ...template, event: 'REJECTED', reason: 'PROMOTIONAL' }]],
  ['template-paused', [{ ...template, event: 'PAUSED', reason: 'Paused for three hours' }]],
  [
    'template-moved-to-marketing',
    [
      {
        ...template,
        kind: 'template_category',
        category: 'MARKETING',
        previousCategory: 'UTILITY',
        comingCategory: null,
      },
    ],
  ],
  [
    'template-moving-to-marketing',
    [
      {
        ...template,
        kind: 'template_category',
        category: 'UTILITY',
        previousCategory: null,
        comingCategory: 'MARKETING',
      },
    ],
  ],
  ['template-quality', [{ ...template, kind: 'template_quality', quality: 'YELLOW' }]],
  ['sender-throughput', [{ kind: 'sender', event: 'THROUGHPUT_UPGRADE', limit: 'TIER_UNLIMITED' }]],
  ['sender-people-per-day', [{ kind: 'sender', event: null, limit: '2000' }]],
  ['sender-restricted', [{ kind: 'sender', field: 'account_update', event: 'ACCOUNT_RESTRICTION' }]],
  ['sender-alert', [{ kind: 'sender', field: 'account_alerts', event: 'LIMIT_NOT_RAISED' }]],
  [
    'story-insights',
    [
      {
        ...insights,
        values: { impressions: 40, reach: 31, taps_forward: 12, taps_back: 2, exits: 5, replies: 0 },
      },
    ],
  ],
  ['story-insights-id-as-number', [{ ...insights, values: { views: -1, reach: -1, replies: 0 } }]],
  ['instagram-direct-message', [{ kind: 'ignored', field: 'messaging' }]],
  ['field-not-read', [{ kind: 'ignored', field: 'security' }]],
];

describe('each kind of webhook', () => {
  it.each(kinds)('%s is read for what it is', (name, items) => {
    const read = readWebhook(fixture(`webhooks/${name}`));
    expect(read.unknown).toEqual([]);
    expect(read.items).toEqual(items.map((item) => expect.objectContaining(item)));
  });

  it('every entry, change, status and message is walked, in order', () => {
    const { items, unknown } = readWebhook(fixture('webhooks/statuses-of-two-entries'));
    expect(unknown).toEqual([]);
    expect(items.map((item) => (item.kind === 'status' ? item.status : item.kind))).toEqual([
      'sent',
      'sent',
      'delivered',
      'read',
      'inbound',
    ]);
  });
});

const good = { id: 'wamid.good', status: 'delivered', timestamp: '1795428000', recipient_id: '12025550111' };
const withStatuses = (statuses: unknown[]) => ({
  object: 'whatsapp_business_account',
  entry: [
    { id: '1', changes: [{ field: 'messages', value: { metadata: { phone_number_id: '2' }, statuses } }] },
  ],
});
const wamids = (items: WebhookItem[]) =>
  items.flatMap((item) => (item.kind === 'status' ? [item.wamid] : []));

describe("a status's pricing", () => {
  const read = (pricing: unknown) => {
    const status = { id: 'wamid.x', status: 'sent', timestamp: '1795428000', pricing };
    const value = { metadata: { phone_number_id: '1' }, statuses: [status] };
    const entry = [{ id: '1', changes: [{ field: 'messages', value }] }];
    const [item] = readWebhook({ object: 'whatsapp_business_account', entry }).items;
    return item?.kind === 'status' ? item.pricing : 'no status';
  };

  it.each<[string, unknown, object | null]>([
    ['none came', undefined, null],
    ['null came', null, null],
    [
      'as since July 2025',
      { billable: true, pricing_model: 'PMP', type: 'regular', category: 'utility' },
      { billable: true, category: 'utility', type: 'regular' },
    ],
    [
      'by conversation, as before',
      { pricing_model: 'CBP', billable: true, category: 'user_initiated' },
      { billable: true, category: 'user_initiated', type: null },
    ],
    [
      'without billable, which is to go',
      { pricing_model: 'PMP', type: 'free_customer_service', category: 'service' },
      { billable: null, category: 'service', type: 'free_customer_service' },
    ],
    [
      'a word in place of a flag',
      { billable: 'yes', category: 'utility' },
      { billable: null, category: 'utility', type: null },
    ],
    ['something else altogether', 'free', null],
    ['nothing of use', { pricing_model: 'PMP' }, null],
  ])('%s: is read for what it says, and never costs the status', (_, pricing, expected) => {
    expect(read(pricing)).toEqual(expected);
  });
});

describe('poison', () => {
  it.each([
    ['without an id', { ...good, id: undefined }],
    ['with a state nobody knows', { ...good, status: 'teleported' }],
    ['with a time that is none', { ...good, timestamp: 'yesterday' }],
    ['with a time no calendar holds', { ...good, timestamp: '999999999999999' }],
    ['that is null', null],
    ['that is a list', [good]],
  ])('a status %s costs no other', (_name, poison) => {
    const read = readWebhook(withStatuses([good, poison, { ...good, id: 'wamid.last' }]));
    expect(wamids(read.items)).toEqual(['wamid.good', 'wamid.last']);
    expect(read.unknown).toEqual([{ where: 'entry[0].changes[0].statuses[1]', reason: expect.any(String) }]);
  });

  it('one odd change or entry costs no other', () => {
    const body = withStatuses([good]);
    const changes = [null, { field: 'messages' }, ...(body.entry[0]?.changes ?? [])];
    const read = readWebhook({ ...body, entry: ['?', { id: '1', changes }] });
    expect(wamids(read.items)).toEqual(['wamid.good']);
    expect(read.unknown.map(({ where }) => where)).toEqual([
      'entry[0]',
      'entry[1].changes[0]',
      'entry[1].changes[1]',
    ]);
  });

  it('wherever junk stands among good statuses, all good ones are read', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constant('good'), fc.jsonValue())), (list) => {
        const statuses = list.map((each) => (each === 'good' ? good : each));
        const read = readWebhook(withStatuses(statuses));
        expect(wamids(read.items)).toHaveLength(list.filter((each) => each === 'good').length);
      }),
    );
  });

  it('what cannot be read is named without its contents', () => {
    const secret = '+12025550111 said hello';
    const read = readWebhook(withStatuses([{ ...good, timestamp: secret, status: secret }]));
    expect(JSON.stringify(read.unknown)).not.toContain('hello');
  });
});

const keys = [
  'object',
  'entry',
  'changes',
  'field',
  'value',
  'messages',
  'statuses',
  'contacts',
  'metadata',
  'id',
  'type',
];
const words = [
  'whatsapp_business_account',
  'instagram',
  'messages',
  'story_insights',
  'constructor',
  '__proto__',
  'text',
  'system',
];
const { anything } = fc.letrec<{ anything: unknown }>((tie) => ({
  anything: fc.oneof(
    { maxDepth: 6 },
    fc.constantFrom(...words),
    fc.jsonValue({ maxDepth: 1 }),
    fc.array(tie('anything'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...keys, ...words), tie('anything'), { maxKeys: 5 }),
  ),
}));

describe('any JSON at all', () => {
  it('never makes it throw', () => {
    const object = fc.constantFrom('whatsapp_business_account', 'instagram');
    const field = fc.constantFrom('messages', 'account_update', 'message_template_status_update', ...words);
    const value = fc.oneof(
      anything,
      anything.map((status) => withStatuses([status]).entry[0]?.changes[0]?.value),
    );
    const change = fc.record({
      object,
      entry: fc.tuple(fc.record({ changes: fc.tuple(fc.record({ field, value })) })),
    });
    fc.assert(
      fc.property(fc.oneof(anything, change), (json) => {
        expect(() => readWebhook(json)).not.toThrow();
      }),
      { numRuns: 1_000 },
    );
  });

  it('is accounted for: what is not an item is listed as unreadable', () => {
    for (const json of [null, 1, 'x', [], {}, { object: 'page', entry: [] }]) {
      expect(readWebhook(json)).toEqual({
        items: [],
        unknown: [{ where: 'body', reason: expect.any(String) }],
      });
    }
  });
});
