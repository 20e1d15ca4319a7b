import type { Grant } from '../actor.ts';
import type { PersonChange } from './person-changes.ts';
import type { NumberState, UserState } from '../words.ts';

/** How somebody gets in: by the company's account, by a work number on WhatsApp, by one-time links only. */
export type SignInMeans = 'company' | 'whatsapp' | 'link';

/** A person as the list shows them, as far as the reader may see. Moments are ISO 8601. */
export type PersonRow = {
  id: string;
  name: string;
  /** NULL: known by another identity only. */
  email: string | null;
  state: UserState;
  grants: Grant[];
  /** NULL: never signed in. */
  lastSeenAt: string | null;
  means: SignInMeans[];
  numbers: PersonNumber[];
  /** Until when the open invitation is good. NULL: there is none. */
  invitedUntil: string | null;
  /** Whether the reader may do what no region limits: end sessions, disable, rename. */
  mayManage: boolean;
};

/** A number that a person carries, shortened. */
export type PersonNumber = { id: string; label: string; shortened: string; state: NumberState };

/** All that a person's own page shows. */
export type PersonPage = PersonRow & {
  sessions: { id: string; device: string; lastUsedAt: string; current: boolean }[];
  /** Company accounts by their issuer's address. */
  identities: { id: string; issuer: string }[];
  /** Numbers of nobody, which the reader may say this person carries. */
  freeNumbers: PersonNumber[];
  changes: { id: number; at: string; action: PersonChange; by: string | null }[];
  openLinks: number;
};

/** Where the reader may give roles. */
export type RoleRegions = { regions: { id: string; name: string }[]; everywhere: boolean };
