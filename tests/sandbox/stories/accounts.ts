import { brand } from '../brand.ts';
import type { SandboxAccount, SandboxRegion } from '../brand.ts';
import { derivedDigits } from '../store/ids.ts';

/** Fixed ids of the demo business that are not part of the brand's own description. */
export const businessId = '506914307656634';
export const systemUserId = '122104567890123456';

export type IgUser = SandboxAccount & { region: SandboxRegion };
export type Page = { id: string; name: string; account: IgUser | undefined };

const igUsers: IgUser[] = brand.regions.flatMap((region) =>
  region.accounts.map((account) => ({ ...account, region })),
);

/** A Page without an Instagram account is among them, since every real business has one. */
const allPages: Page[] = [
  ...igUsers.map((account) => ({
    id: `10${derivedDigits(`page:${account.ig_user_id}`, 13)}`,
    name: account.name,
    account,
  })),
  { id: `10${derivedDigits('page:careers', 13)}`, name: `${brand.brand.name} Careers`, account: undefined },
];

/** The professional accounts of the brand. */
export function accounts(): IgUser[] {
  return igUsers;
}

export function findAccount(igUserId: string): IgUser | undefined {
  return igUsers.find((account) => account.ig_user_id === igUserId);
}

export function findAccountByName(username: string): IgUser | undefined {
  return igUsers.find((account) => account.username === username);
}

/** The Pages the accounts hang on. */
export function pages(): Page[] {
  return allPages;
}

export function findPage(id: string): Page | undefined {
  return allPages.find((page) => page.id === id);
}

/** The Page that an account hangs on. */
export function findPageOf(igUserId: string): Page | undefined {
  return allPages.find((page) => page.account?.ig_user_id === igUserId);
}
