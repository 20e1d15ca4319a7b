import { describe, expect, it } from 'vitest';
import english from '#lib/i18n/messages/en.json';
import { withHeldSince } from '#lib/set-up/held-since.ts';
import { reachOf } from '#lib/set-up/public-reach.ts';
import { type SetUpFacts, setUpItems, type SetUpKey, type SetUpState } from '#lib/set-up/set-up-items.ts';
import type { SetUpProbe } from '#lib/set-up/set-up-probe.ts';

const now = new Date('2026-11-26T12:00:00.000Z');
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);
const url = 'https://stories.example.com';
const scopes = [
  'business_management',
  'instagram_basic',
  'instagram_content_publish',
  'instagram_manage_insights',
  'pages_read_engagement',
  'pages_show_list',
  'whatsapp_business_management',
  'whatsapp_business_messaging',
];
const token = { state: 'healthy' as const, trouble: null, scopes, expiresAt: null, checkedAt: now, reads: 0 };
const subscribed = (channel: string, field: string) => ({
  callbackUrl: `${url}/api/webhooks/${channel}`,
  active: true,
  fields: [field],
  heldSince: inDays(-0.7).toISOString(),
});
const held = {
  whatsapp: subscribed('whatsapp', 'messages'),
  instagram: subscribed('instagram', 'story_insights'),
};
const sender = {
  displayNumber: '+1 202-555-0100',
  verifiedName: 'Kilnbird',
  nameStatus: 'APPROVED',
  status: 'CONNECTED',
  quality: 'GREEN',
};
const probe: SetUpProbe = {
  url,
  address: 'answered',
  subscriptions: held,
  subscribed: true,
  sender,
  unasked: [],
};
const facts: SetUpFacts = {
  mode: 'meta',
  publicUrl: url,
  whatsapp: true,
  tokens: [token],
  accounts: { found: 8, unmapped: 0, unread: 0 },
  templates: { approved: 98, all: 98 },
  silent: false,
  webhookAt: { whatsapp: null, instagram: null },
  probe,
};
const items = (change: Partial<SetUpFacts>) => setUpItems({ ...facts, ...change }, now);

type Case = [SetUpKey, string, Partial<SetUpFacts>, SetUpState, string];
const probed = (change: Partial<SetUpProbe>): Partial<SetUpFacts> => ({ probe: { ...probe, ...change } });
const whatsapp = (change: object) =>
  probed({ subscriptions: { ...held, whatsapp: { ...held.whatsapp, ...change } } });
const instagram = (change: object) =>
  probed({ subscriptions: { ...held, instagram: { ...held.instagram, ...change } } });
const accounts = (change: object) => ({ accounts: { ...facts.accounts, ...change } });
const without = (...names: string[]) => ({
  tokens: [{ ...token, scopes: scopes.filter((scope) => !names.includes(scope)) }],
});
const broken = { ...token, state: 'broken' as const };
const checking = { ...token, state: 'checking' as const, scopes: [], checkedAt: null };
/** A webhook that came so many days ago, while our own call does not get through. */
const heard = (days: number, change: Partial<SetUpProbe> = {}, channel = 'whatsapp') => ({
  ...probed({ address: 'unreachable', ...change }),
  webhookAt: { ...facts.webhookAt, [channel]: inDays(-days) },
});
const numberIs = (change: object) => probed({ sender: { ...sender, ...change } });

const cases: Case[] = [
  ['token', 'none', { tokens: [] }, 'bad', 'none'],
  ['token', 'one that is being checked', { tokens: [checking] }, 'waiting', 'waiting'],
  ['token', 'one that is refused', { tokens: [broken] }, 'bad', 'broken'],
  ['token', 'one of two refused', { tokens: [token, broken] }, 'attention', 'someBroken'],
  [
    'token',
    'one that ends in a week',
    { tokens: [{ ...token, expiresAt: inDays(6) }] },
    'attention',
    'ending',
  ],
  ['token', 'one that ends in a month', { tokens: [{ ...token, expiresAt: inDays(30) }] }, 'good', 'good'],
  [
    'token',
    'Meta refusing the app itself',
    { tokens: [{ ...token, trouble: 'app' as const }] },
    'bad',
    'app',
  ],
  ['webhooks', 'Meta refusing the app itself', probed({ subscriptions: 'app' }), 'bad', 'app'],
  ['insightsWebhook', 'Meta refusing the app itself', probed({ subscriptions: 'app' }), 'bad', 'app'],
  ['sender', 'Meta refusing the app itself', probed({ subscriptions: 'app' }), 'bad', 'app'],
  ['sender', 'no token that sends any more', { silent: true }, 'bad', 'silent'],
  ['scopes', 'nobody who could be asked', { tokens: [broken] }, 'waiting', 'waiting'],
  ['scopes', 'one without reading', without('instagram_basic'), 'bad', 'needed'],
  ['scopes', 'one without sending', without('whatsapp_business_messaging'), 'bad', 'needed'],
  [
    'scopes',
    'the same where nothing is sent',
    { ...without('whatsapp_business_messaging'), whatsapp: false },
    'good',
    'good',
  ],
  ['scopes', 'one without insights', without('instagram_manage_insights'), 'attention', 'useful'],
  [
    'scopes',
    'two that have it all together',
    {
      tokens: [
        { ...token, scopes: scopes.slice(0, 4) },
        { ...token, scopes: scopes.slice(4) },
      ],
    },
    'good',
    'good',
  ],
  [
    'scopes',
    'two that have it all together, of which one reads accounts and may not',
    {
      tokens: [
        { ...token, scopes: scopes.slice(0, 4), reads: 1 },
        { ...token, scopes: scopes.slice(4) },
      ],
    },
    'bad',
    'needed',
  ],
  ['token', 'one that could not be asked about', probed({ unasked: ['tokens'] }), 'attention', 'unasked'],
  ['templates', 'not asked about', probed({ unasked: ['templates'] }), 'attention', 'unasked'],
  [
    'accounts',
    'none, and no token that works',
    { ...accounts({ found: 0 }), tokens: [broken] },
    'waiting',
    'waiting',
  ],
  ['accounts', 'none reached', accounts({ found: 0 }), 'bad', 'none'],
  ['accounts', 'some without a region', accounts({ unmapped: 3 }), 'attention', 'unmapped'],
  ['accounts', 'some that nothing reads', accounts({ unread: 1, unmapped: 3 }), 'bad', 'unread'],
  ['accounts', 'all mapped', {}, 'good', 'good'],
  ['address', 'this machine', { publicUrl: 'http://127.0.0.1:3000' }, 'bad', 'local'],
  [
    'address',
    'this machine, with the sandbox',
    { publicUrl: 'http://127.0.0.1:3000', mode: 'sandbox' },
    'attention',
    'sandbox',
  ],
  ['address', 'no https', { publicUrl: 'http://stories.example.com' }, 'bad', 'plain'],
  ['address', 'not tested', { probe: null }, 'waiting', 'waiting'],
  ['address', 'answering', {}, 'good', 'good'],
  ['address', 'not reached', probed({ address: 'unreachable' }), 'bad', 'unreachable'],
  ['address', 'answered by something else', probed({ address: 'stranger' }), 'bad', 'stranger'],
  ['address', 'not reached from here, and yet by Meta', heard(0.5), 'good', 'heard'],
  ['address', 'the same by Instagram’s webhooks', heard(0.5, {}, 'instagram'), 'good', 'heard'],
  ['address', 'once reached, days ago', heard(2), 'bad', 'unreachable'],
  [
    'address',
    'a webhook from before Meta was seen sending here: it may have come to an old address',
    heard(0.8),
    'bad',
    'unreachable',
  ],
  [
    'address',
    'a webhook that came to the old address, where Meta still sends them',
    heard(0.5, {
      subscriptions: { ...held, whatsapp: { ...held.whatsapp, callbackUrl: 'https://old.example.com/x' } },
    }),
    'bad',
    'unreachable',
  ],
  [
    'address',
    'a webhook of one kind, where only the other is sent here',
    heard(0.5, { subscriptions: { ...held, whatsapp: null } }),
    'bad',
    'unreachable',
  ],
  [
    'address',
    'a webhook, and Meta does not tell where it sends them',
    heard(0.5, { subscriptions: 'unavailable' }),
    'bad',
    'unreachable',
  ],
  [
    'address',
    'another than was tested, though that one answered',
    { publicUrl: 'https://new.example.com' },
    'waiting',
    'waiting',
  ],
  ['webhooks', 'no alerts', { whatsapp: false }, 'off', 'off'],
  ['webhooks', 'not tested', { probe: null }, 'waiting', 'waiting'],
  ['webhooks', 'Meta away', probed({ subscriptions: 'unavailable' }), 'attention', 'unavailable'],
  ['webhooks', 'not told', probed({ subscriptions: 'permission' }), 'attention', 'permission'],
  ['webhooks', 'no address', probed({ subscriptions: { ...held, whatsapp: null } }), 'bad', 'none'],
  ['webhooks', 'an address that is switched off', whatsapp({ active: false }), 'bad', 'none'],
  ['webhooks', 'another address', whatsapp({ callbackUrl: 'https://old.example.com/x' }), 'bad', 'elsewhere'],
  ['webhooks', 'no messages', whatsapp({ fields: ['account_update'] }), 'bad', 'field'],
  ['webhooks', 'the account not subscribed', probed({ subscribed: false }), 'bad', 'unsubscribed'],
  ['webhooks', 'the account not asked', probed({ subscribed: null }), 'waiting', 'waiting'],
  ['webhooks', 'all right', {}, 'good', 'good'],
  [
    'insightsWebhook',
    'no address',
    probed({ subscriptions: { ...held, instagram: null } }),
    'attention',
    'none',
  ],
  [
    'insightsWebhook',
    'another address',
    instagram({ callbackUrl: 'https://old.example.com/x' }),
    'attention',
    'elsewhere',
  ],
  ['insightsWebhook', 'no insights', instagram({ fields: ['comments'] }), 'attention', 'field'],
  ['insightsWebhook', 'all right without alerts', { whatsapp: false }, 'good', 'good'],
  ['sender', 'no alerts', { whatsapp: false }, 'off', 'off'],
  ['sender', 'nobody to ask with', probed({ sender: null }), 'waiting', 'waiting'],
  ['sender', 'not to be read', probed({ sender: 'permission' }), 'bad', 'permission'],
  ['sender', 'not connected', numberIs({ status: 'DISCONNECTED' }), 'bad', 'notConnected'],
  ['sender', 'a declined name', numberIs({ nameStatus: 'DECLINED' }), 'bad', 'nameDeclined'],
  ['sender', 'a name in review', numberIs({ nameStatus: 'PENDING_REVIEW' }), 'attention', 'nameWaits'],
  ['sender', 'low quality', numberIs({ quality: 'RED' }), 'attention', 'qualityLow'],
  ['sender', 'all right', {}, 'good', 'good'],
  ['templates', 'no alerts', { whatsapp: false }, 'off', 'off'],
  ['templates', 'none approved', { templates: { approved: 0, all: 98 } }, 'bad', 'none'],
  ['templates', 'some approved', { templates: { approved: 97, all: 98 } }, 'attention', 'some'],
  ['templates', 'all approved', {}, 'good', 'good'],
];

describe('the set-up', () => {
  it.each(cases)('%s: %s', (key, _, change, state, says) => {
    expect(items(change).find((item) => item.key === key)).toMatchObject({ state, says });
  });

  it('is in order where nothing is amiss', () => {
    expect(items({}).filter(({ state }) => state !== 'good')).toEqual([]);
  });

  it('has a sentence for whatever it says, and a remedy wherever somebody has to do something', () => {
    const point = english.setUp.point as Record<string, Record<string, string>>;
    const placesOf = (key: string) => [key, ...(key === 'insightsWebhook' ? ['webhooks'] : []), 'common'];
    const has = (key: string, word: string) =>
      placesOf(key).some((place) => point[place]?.[word] !== undefined);
    const said = cases.map(([key, , , state, says]) => ({ key, state, says }));
    expect(said.filter(({ key, says }) => !has(key, says))).toEqual([]);
    const silent = said.filter(({ state }) => state === 'bad' || state === 'attention');
    expect(silent.filter(({ key, says }) => says !== 'permission' && !has(key, `${says}Do`))).toEqual([]);
  });

  it('knows since when Meta sends webhooks here: since the first test in a row that saw it', () => {
    const at = (days: number) => inDays(days).toISOString();
    const seen = (callbackUrl: string, active = true) => ({
      ...probe,
      subscriptions: { ...held, whatsapp: { ...held.whatsapp, callbackUrl, active, heldSince: null } },
    });
    const since = (found: SetUpProbe, before: SetUpProbe | null, days: number) => {
      const next = withHeldSince(found, before, inDays(days));
      return {
        next,
        since: typeof next.subscriptions === 'object' ? next.subscriptions.whatsapp?.heldSince : null,
      };
    };
    const first = since(seen('https://a.example.com'), null, 1);
    expect(first.since).toBe(at(1));
    const second = since(seen('https://a.example.com'), first.next, 2);
    expect(second.since).toBe(at(1));
    const moved = since(seen('https://b.example.com'), second.next, 3);
    expect(moved.since).toBe(at(3));
    expect(since(seen('https://b.example.com', false), moved.next, 4).since).toBeNull();
    const unsure = since({ ...probe, subscriptions: 'unavailable' }, moved.next, 4);
    expect(since(seen('https://b.example.com'), unsure.next, 5).since).toBe(at(5));
  });

  it.each([
    ['https://stories.example.com', 'public'],
    ['https://203.0.113.9', 'public'],
    ['http://stories.example.com', 'plain'],
    ['http://localhost:3000', 'local'],
    ['https://localhost', 'local'],
    ['https://127.0.0.1', 'local'],
    ['https://10.1.2.3', 'local'],
    ['https://172.20.0.1', 'local'],
    ['https://172.32.0.1', 'public'],
    ['https://192.168.1.5', 'local'],
    ['https://169.254.10.1', 'local'],
    ['https://100.64.0.1', 'local'],
    ['https://[::1]', 'local'],
    ['https://[fd12::1]', 'local'],
    ['https://[2001:db8::1]', 'public'],
    ['https://nas.local', 'local'],
    ['https://stories', 'local'],
    ['https://app.internal.', 'local'],
  ])('%s is %s to Meta', (address, reach) => {
    expect(reachOf(address)).toBe(reach);
  });
});
