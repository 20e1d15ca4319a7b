import type { IgUser, Page } from '../stories/accounts.ts';
import type { World } from '../world.ts';
import { GraphError, missingObject } from './graph-error.ts';

/** Every permission that the brand's system user can be given. */
export const allScopes = [
  'business_management',
  'instagram_basic',
  'instagram_content_publish',
  'instagram_manage_insights',
  'pages_read_engagement',
  'pages_show_list',
  'whatsapp_business_management',
  'whatsapp_business_messaging',
];

/** What a token may do: everything, unless it was made with less. */
export type TokenGrant = {
  scopes: string[];
  /** User names of the accounts it was given; undefined: all that there are, or will be. */
  accounts?: string[];
  /** False: the WhatsApp account was not given to its system user, which is another business's. */
  whatsapp?: false;
  /** The app it was made for; undefined: ours. */
  appId?: string;
  /** What its system user is called; undefined: the brand's own. */
  holder?: string;
};

const key = (token: string): string => `token-grant:${token}`;

export function readGrant(world: World, token: string): TokenGrant {
  const row = world.store.get<{ value: string }>('SELECT value FROM setting WHERE key = ?', key(token));
  return row ? (JSON.parse(row.value) as TokenGrant) : { scopes: allScopes };
}

/** Takes away from a token what it was made without. */
export function saveGrant(world: World, token: string, grant: TokenGrant): void {
  world.store.run(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    key(token),
    JSON.stringify(grant),
  );
}

/** Gives the WhatsApp account to the token's system user, or takes it away. */
export function giveWhatsApp(world: World, token: string, given: boolean): void {
  const { whatsapp: _, ...grant } = readGrant(world, token);
  saveGrant(world, token, given ? grant : { ...grant, whatsapp: false });
}

/** Whether an account was given to the token's system user. */
export const reaches = ({ accounts }: TokenGrant, account: IgUser | undefined): boolean =>
  accounts === undefined || (account !== undefined && accounts.includes(account.username));

/** The same of a Page; its account is not told to whom may not read Instagram. */
export function pagesFor(grant: TokenGrant, all: readonly Page[]): Page[] {
  return all
    .filter((page) => reaches(grant, page.account))
    .map((page) => (grant.scopes.includes('instagram_basic') ? page : { ...page, account: undefined }));
}

/** @throws GraphError 200 as Meta refuses what belongs to a business */
export function demandBusiness({ scopes }: TokenGrant): void {
  if (!scopes.includes('business_management'))
    throw new GraphError({
      code: 200,
      status: 403,
      message: '(#200) Requires business_management permission',
    });
}

/** What an Instagram edge needs, beyond reading the account. Source: instagram-platform/overview. */
function scopesOf(edge: string | undefined, method: string): string[] {
  const basic = ['instagram_basic', 'pages_read_engagement'];
  if (edge === 'insights') return [...basic, 'instagram_manage_insights'];
  const publishes = edge === 'media_publish' || (edge === 'media' && method === 'POST');
  return publishes || edge === 'content_publishing_limit' ? [...basic, 'instagram_content_publish'] : basic;
}

/**
 * @throws GraphError 100/33 for an account that the token was not given, and 10 for one that it may not read or
 * post to
 */
export function demandAccount(
  grant: TokenGrant,
  account: IgUser,
  { id, edge, method }: { id: string; edge: string | undefined; method: string },
): void {
  if (!reaches(grant, account)) throw missingObject(id, method.toLowerCase());
  if (scopesOf(edge, method).some((scope) => !grant.scopes.includes(scope)))
    throw new GraphError({
      code: 10,
      status: 403,
      message: '(#10) Application does not have permission for this action',
    });
}

/**
 * @throws GraphError 100/33 for a number or account that the token was not given, and 200 for who may neither send
 * nor manage
 */
export function demandWhatsApp(
  { scopes, whatsapp }: TokenGrant,
  { id, edge, method }: { id: string; edge: string | undefined; method: string },
): void {
  if (whatsapp === false) throw missingObject(id, method.toLowerCase());
  const scope = edge === 'messages' ? 'whatsapp_business_messaging' : 'whatsapp_business_management';
  if (!scopes.includes(scope))
    throw new GraphError({ code: 200, status: 403, message: `(#200) Requires ${scope} permission` });
}
