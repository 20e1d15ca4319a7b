import { brand } from '../brand.ts';
import type { SandboxAccount } from '../brand.ts';
import { derivedDigits } from '../store/ids.ts';

/** Fixed ids of the demo business that are not part of the brand's own description. */
export const businessId = '506914307656634';
export const systemUserId = '122104567890123456';

export type IgUser = SandboxAccount;
export type Page = { id: string; name: string; account: IgUser | undefined };

/** Those of the brand, and those that were opened since the start, which a restart forgets. */
const igUsers: IgUser[] = brand.regions.flatMap((region) => region.accounts);

/** The professional accounts of the brand. */
export function accounts(): IgUser[] {
  return igUsers;
}

/** Opens one more, which the brand's tokens reach at once. @returns undefined when the username is taken */
export function openAccount({ username, name }: { username: string; name: string }): IgUser | undefined {
  if (findAccountByName(username)) return undefined;
  const opened = { ig_user_id: `1784${derivedDigits(`account:${username}`, 13)}`, username, name };
  igUsers.push(opened);
  return opened;
}

export function findAccount(igUserId: string): IgUser | undefined {
  return igUsers.find((account) => account.ig_user_id === igUserId);
}

export function findAccountByName(username: string): IgUser | undefined {
  return igUsers.find((account) => account.username === username);
}

/** The Pages the accounts hang on; one without an Instagram account is among them, since every real business has one. */
export function pages(): Page[] {
  return [
    ...igUsers.map(pageOf),
    { id: `10${derivedDigits('page:careers', 13)}`, name: `${brand.brand.name} Careers`, account: undefined },
  ];
}

export function findPage(id: string): Page | undefined {
  return pages().find((page) => page.id === id);
}

/** The Page that an account hangs on. */
export function findPageOf(igUserId: string): Page | undefined {
  const account = findAccount(igUserId);
  return account && pageOf(account);
}

const pageOf = (account: IgUser): Page => ({
  id: `10${derivedDigits(`page:${account.ig_user_id}`, 13)}`,
  name: account.name,
  account,
});
