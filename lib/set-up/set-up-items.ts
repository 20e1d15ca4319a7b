import { missingScopes, readingScopes } from '../accounts/token-scopes.ts';
import { daysLeft, warningStage } from '../accounts/token-time.ts';
import type { Mode, TokenState, TokenTrouble } from '../words.ts';
import { reachOf } from './public-reach.ts';
import type { SetUpProbe } from './set-up-probe.ts';

/** The kinds of webhook; each has an address of its own. */
type Channel = 'whatsapp' | 'instagram';

/** Everything that the set-up is judged by. */
export type SetUpFacts = {
  mode: Mode;
  /** STORYWIRE_URL. */
  publicUrl: string;
  /** Whether WhatsApp's number is set in the environment; a feed without alerts is complete, too. */
  whatsapp: boolean;
  tokens: {
    state: TokenState;
    /** Why the latest check did not come to its end. NULL: it did. */
    trouble: TokenTrouble | null;
    scopes: string[];
    expiresAt: Date | null;
    checkedAt: Date | null;
    /** How many accounts it reads. */
    reads: number;
  }[];
  accounts: { found: number; unmapped: number; unread: number };
  /** How many of our templates Meta has approved. */
  templates: { approved: number; all: number };
  /** Whether the WhatsApp number is known, and no token sends from it any more. */
  silent: boolean;
  /** When the last webhook of each kind came. NULL: none within 14 days. */
  webhookAt: Record<Channel, Date | null>;
  /** NULL: never tested. */
  probe: SetUpProbe | null;
};

const setUpKeys = [
  'token',
  'scopes',
  'accounts',
  'address',
  'webhooks',
  'insightsWebhook',
  'sender',
  'templates',
] as const;
export type SetUpKey = (typeof setUpKeys)[number];

/** `off`: not in use, so nothing is missing. `waiting`: not known yet, or something before it has to be right first. */
export type SetUpState = 'good' | 'attention' | 'bad' | 'waiting' | 'off';

type Verdict = { state: SetUpState; says: string; values?: Record<string, string | number> };

/** One point of the list. `says` names its sentence, and with `Do` behind it what to do, under `setUp.point.<key>` in lib/i18n/messages. */
export type SetUpItem = { key: SetUpKey } & Verdict;

/** How fresh a webhook has to be to prove that Meta reaches us. */
const heardWithinMs = 24 * 60 * 60_000;

/** Field without which the webhooks of a kind are of no use. */
const neededField = { webhooks: 'messages', insightsWebhook: 'story_insights' } as const;

/** How each point of the set-up stands, in the order in which one sees to them. */
export function setUpItems(facts: SetUpFacts, now: Date): SetUpItem[] {
  const rules: Record<SetUpKey, Verdict> = {
    token: tokenVerdict(facts, now),
    scopes: scopesVerdict(facts),
    accounts: accountsVerdict(facts),
    address: addressVerdict(facts, now),
    webhooks: webhooksVerdict(facts, 'webhooks'),
    insightsWebhook: webhooksVerdict(facts, 'insightsWebhook'),
    sender: senderVerdict(facts),
    templates: templatesVerdict(facts),
  };
  return setUpKeys.map((key) => ({ key, ...rules[key] }));
}

const good = (says = 'good', values: Verdict['values'] = {}): Verdict => ({ state: 'good', says, values });
const bad = (says: string, values: Verdict['values'] = {}): Verdict => ({ state: 'bad', says, values });
const attention = (says: string, values: Verdict['values'] = {}): Verdict => ({
  state: 'attention',
  says,
  values,
});
const waiting = (says = 'waiting'): Verdict => ({ state: 'waiting', says });
const off: Verdict = { state: 'off', says: 'off' };

function tokenVerdict({ tokens, probe }: SetUpFacts, now: Date): Verdict {
  if (tokens.length === 0) return bad('none');
  // Its questions are asked in the app's name: refused, they say nothing of any token.
  if (tokens.some(({ trouble }) => trouble === 'app')) return bad('app');
  const healthy = tokens.filter(({ state }) => state === 'healthy');
  const broken = tokens.filter(({ state }) => state === 'broken').length;
  if (healthy.length === 0) return broken === 0 ? waiting() : bad('broken', { count: broken });
  if (broken > 0) return attention('someBroken', { count: broken });
  if (probe?.unasked.includes('tokens') === true) return attention('unasked');
  const ends = healthy.flatMap(({ expiresAt }) =>
    expiresAt !== null && warningStage(expiresAt, now) !== undefined ? [daysLeft(expiresAt, now)] : [],
  );
  return ends.length > 0
    ? attention('ending', { days: Math.min(...ends) })
    : good('good', { count: healthy.length });
}

/** What no token may do, and what one that reads accounts lacks for that: of the rest each of several may have its part. */
function scopesVerdict({ tokens, whatsapp }: SetUpFacts): Verdict {
  const asked = tokens.filter(({ state, checkedAt }) => state === 'healthy' && checkedAt !== null);
  if (asked.length === 0) return waiting();
  const missing = missingScopes(
    asked.flatMap(({ scopes }) => scopes),
    { whatsapp },
  );
  const unread = asked
    .filter(({ reads }) => reads > 0)
    .flatMap(({ scopes }) => readingScopes.filter((scope) => !scopes.includes(scope)));
  const names = [...new Set([...unread, ...missing.map(({ scope }) => scope)])].join(', ');
  if (unread.length > 0 || missing.some(({ weight }) => weight !== 'useful')) return bad('needed', { names });
  return missing.length > 0 ? attention('useful', { names }) : good();
}

function accountsVerdict({ tokens, accounts }: SetUpFacts): Verdict {
  const { found, unmapped, unread } = accounts;
  if (found === 0) return tokens.some(({ state }) => state === 'healthy') ? bad('none') : waiting();
  if (unread > 0) return bad('unread', { count: unread });
  return unmapped > 0 ? attention('unmapped', { count: unmapped, found }) : good('good', { count: found });
}

function addressVerdict(facts: SetUpFacts, now: Date): Verdict {
  const { mode, publicUrl, probe } = facts;
  const reach = reachOf(publicUrl);
  const values = { url: publicUrl };
  if (reach === 'local') return mode === 'sandbox' ? attention('sandbox', values) : bad('local', values);
  if (reach === 'plain') return bad('plain', values);
  // What has come through counts more than a call of our own, which some networks do not let out and in again.
  if (isHeard(facts, now)) return good('heard', values);
  // What is known of another address proves nothing of this one.
  if (probe === null || probe.url !== publicUrl) return waiting();
  return probe.address === 'answered' ? good('good', values) : bad(probe.address, values);
}

/**
 * Whether Meta reaches the present address: Meta named it as the one that it
 * sends to, and a webhook has come since. One that came before may have come to
 * an address that led here then.
 */
function isHeard({ publicUrl, webhookAt, probe }: SetUpFacts, now: Date): boolean {
  const held = probe?.subscriptions;
  if (typeof held !== 'object') return false;
  return (['whatsapp', 'instagram'] as const).some((channel) => {
    const at = webhookAt[channel];
    const { callbackUrl = null, active = false, heldSince = null } = held[channel] ?? {};
    if (at === null || heldSince === null || !active) return false;
    if (callbackUrl !== webhookUrl(publicUrl, channel)) return false;
    return at > new Date(heldSince) && now.getTime() - at.getTime() < heardWithinMs;
  });
}

/** Where Meta is to send the webhooks of a kind. */
const webhookUrl = (publicUrl: string, channel: Channel): string => `${publicUrl}/api/webhooks/${channel}`;

function webhooksVerdict(
  { whatsapp, publicUrl, probe }: SetUpFacts,
  key: 'webhooks' | 'insightsWebhook',
): Verdict {
  const forAlerts = key === 'webhooks';
  if (forAlerts && !whatsapp) return off;
  if (probe === null) return waiting();
  // Without Instagram's, the last figures of a story are missing; without WhatsApp's, nobody knows what arrives.
  const amiss = forAlerts ? bad : attention;
  if (probe.subscriptions === 'app') return bad('app');
  if (typeof probe.subscriptions === 'string') return attention(probe.subscriptions);
  const channel = forAlerts ? 'whatsapp' : 'instagram';
  const url = webhookUrl(publicUrl, channel);
  const held = probe.subscriptions[channel];
  if (held === null || !held.active || held.callbackUrl === null) return amiss('none', { url });
  if (held.callbackUrl !== url) return amiss('elsewhere', { url, other: held.callbackUrl });
  const field = neededField[key];
  if (!held.fields.includes(field)) return amiss('field', { field });
  if (!forAlerts) return good('good', { url });
  if (probe.subscribed === null) return waiting();
  if (typeof probe.subscribed === 'string') return attention(probe.subscribed);
  return probe.subscribed ? good('good', { url }) : bad('unsubscribed');
}

function senderVerdict({ whatsapp, silent, probe }: SetUpFacts): Verdict {
  if (!whatsapp) return off;
  if (silent) return bad('silent');
  if (probe?.subscriptions === 'app') return bad('app');
  if (probe === null || probe.sender === null) return waiting();
  if (typeof probe.sender === 'string') return bad(probe.sender);
  const { displayNumber, verifiedName, nameStatus, status, quality } = probe.sender;
  const values = { number: displayNumber ?? '–', name: verifiedName ?? '–' };
  if (status !== null && status !== 'CONNECTED') return bad('notConnected', { ...values, status });
  if (nameStatus === 'DECLINED' || nameStatus === 'EXPIRED') return bad('nameDeclined', values);
  if (nameStatus === 'PENDING_REVIEW' || nameStatus === 'NONE') return attention('nameWaits', values);
  return quality === 'RED' ? attention('qualityLow', values) : good('good', values);
}

function templatesVerdict({ whatsapp, probe, templates: { approved, all } }: SetUpFacts): Verdict {
  if (!whatsapp) return off;
  if (approved === 0) return bad('none');
  if (approved < all) return attention('some', { approved, all });
  return probe?.unasked.includes('templates') === true ? attention('unasked') : good('good', { all });
}
