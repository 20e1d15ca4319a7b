import { NextRequest } from 'next/server';
import { database } from '#db/pool.ts';
import { env } from '../env.ts';
import {
  linkCompany,
  recordRefusedCompany,
  signInWithCompany,
  spendState,
} from '../people/commands/identity.ts';
import { deviceWords } from '../people/device-words.ts';
import { sameText } from '../seal.ts';
import { demandCompanySettings, refusedUrl, throughNextAuth, turnTo } from './company-answers.ts';
import type { CompanyAccount } from './company-claims.ts';
import { type CompanyIntent, intentValidMs, openIntent } from './company-intent.ts';
import type { CompanyWay } from './company-provider.ts';
import type { CompanyRefusal } from './company-refusal.ts';
import type { CompanySettings } from './company-settings.ts';
import { cookieNames } from './cookie-names.ts';
import { currentActor } from './current-actor.ts';
import { discoverIssuer } from './discover-issuer.ts';
import { fromWhere } from './from-where.ts';
import type { Issuer } from './read-discovery.ts';
import { reportFailure } from './report-failure.ts';

/**
 * Ends a way to the issuer: a browser comes back with a code. Whatever is wrong
 * leads to a page of ours with a reason of ours, and to no session.
 * @throws StorywireError `not_found` where this is not set up
 */
export async function endCompanySignIn(request: NextRequest): Promise<Response> {
  const settings = demandCompanySettings();
  const { intent: name } = cookieNames(env().STORYWIRE_URL);
  const intent = openIntent(request.cookies.get(name)?.value, new Date());
  try {
    return await end(request, settings, intent);
  } catch (error) {
    reportFailure(error, 'company sign-in');
    return turnTo(refusedUrl('unavailable', intent));
  }
}

async function end(
  request: NextRequest,
  settings: CompanySettings,
  intent: CompanyIntent | undefined,
): Promise<Response> {
  const refuse = (reason: CompanyRefusal) => turnTo(refusedUrl(reason, intent));
  const given = request.nextUrl.searchParams;
  const state = given.get('state');
  if (!intent || !state || !sameText(intent.state, state)) return refuse('stale');
  const isFirst = await spendState(database(), { state, now: new Date(), validMs: intentValidMs });
  if (!isFirst) return refuse('stale');
  if (given.has('error')) return refuse(given.get('error') === 'access_denied' ? 'cancelled' : 'unavailable');
  const issuer = await discoverIssuer(settings.issuer);
  if (!issuer) return refuse('unavailable');
  const code = given.get('code');
  if (!code || !namesRightIssuer(given.get('iss'), issuer)) return refuse('untrusted');
  const reached: Reached = {};
  const way: CompanyWay = {
    settings,
    issuer,
    admit: async (account) => {
      Object.assign(reached, await admit(account, intent, request));
      return reached.sessionId;
    },
  };
  // Nothing but these two: next-auth would hand on whatever else stands in the address.
  const inner = new NextRequest(
    `${env().STORYWIRE_URL}/api/auth/callback/company?${new URLSearchParams({ code, state }).toString()}`,
  );
  const response = await throughNextAuth(inner, 'callback', way);
  if (way.answer && 'refused' in way.answer) {
    await recordRefusal(way.answer.refused, intent, request);
    return refuse(way.answer.refused);
  }
  if (reached.linked) return turnTo('/more?company=linked');
  if (reached.sessionId === undefined) return refuse(reached.refused ?? 'untrusted');
  const answer = turnTo(intent.to);
  const { session } = cookieNames(env().STORYWIRE_URL);
  for (const cookie of response.headers.getSetCookie())
    if (cookie.startsWith(`${session}=`)) answer.headers.append('set-cookie', cookie);
  return answer;
}

/** RFC 9207: keeps the answer of one issuer from being taken for another's. */
const namesRightIssuer = (named: string | null, issuer: Issuer) =>
  named === null ? !issuer.namesItself : named === issuer.issuer;

type Reached = { refused?: CompanyRefusal; linked?: true; sessionId?: string };

async function admit(account: CompanyAccount, intent: CompanyIntent, request: NextRequest): Promise<Reached> {
  if (intent.linkTo === null) {
    return await signInWithCompany(database(), {
      account,
      device: deviceWords(request.headers.get('user-agent')),
      now: new Date(),
      fromWhere: fromWhere(request.headers),
    });
  }
  // The session that began it, and no other: a browser may have changed hands on the way.
  const actor = await currentActor();
  if (actor?.sessionId !== intent.linkTo) return { refused: 'stale' };
  const linked = await linkCompany(database(), { actor, account });
  return linked === 'linked' ? { linked: true } : linked;
}

/** Only what an issuer vouched for is written down; anybody can come with a forged answer. */
async function recordRefusal(reason: CompanyRefusal, intent: CompanyIntent, request: NextRequest) {
  if (reason !== 'domain' && reason !== 'unverified') return;
  await recordRefusedCompany(database(), {
    action: intent.linkTo === null ? 'session.start' : 'identity.link',
    reason,
    fromWhere: fromWhere(request.headers),
  });
}
