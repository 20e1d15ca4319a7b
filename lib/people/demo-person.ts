import type { Role } from '../words.ts';

/** Someone who can be chosen on the sign-in page. `regionName` is null for a role in every region. */
export type DemoPerson = { userId: string; name: string; role: Role; regionName: string | null };
