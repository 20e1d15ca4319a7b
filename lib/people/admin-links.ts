import type { UserActor } from '../actor.ts';
import { may, regionsWhere } from './permissions.ts';

/** Pages that only admins see, and of which editors see what is amiss; each stands under its own name. */
const adminLinks = [
  'status',
  'connections',
  'costs',
  'people',
  'brand',
  'templates',
  'retention',
  'audit',
] as const;
export type AdminLink = (typeof adminLinks)[number];

/** Those of them that somebody may open. */
export function adminLinksOf(actor: UserActor): AdminLink[] {
  const anywhere = (capability: 'alarms.see' | 'people.see' | 'audit.see') =>
    regionsWhere(actor, capability).length > 0;
  const opens: Record<AdminLink, boolean> = {
    status: anywhere('alarms.see'),
    connections: may(actor, 'accounts.manage', null),
    costs: may(actor, 'sending.see', null),
    people: anywhere('people.see'),
    brand: may(actor, 'brand.manage', null),
    templates: may(actor, 'accounts.manage', null),
    retention: may(actor, 'retention.manage', null),
    audit: anywhere('audit.see'),
  };
  return adminLinks.filter((link) => opens[link]);
}
