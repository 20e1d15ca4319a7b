/**
 * What the audit log may say was done, as noun and verb. Every action that the
 * code records stands here and has its sentence under `audit.actions` in
 * lib/i18n/messages; tests/unit/audit/actions.test.ts holds both.
 */
export const auditActions = [
  'account.discover',
  'account.map',
  'account.move',
  'audit.export',
  'brand.accent',
  'brand.add_font',
  'brand.logo',
  'brand.name',
  'brand.remove_font',
  'grant.add',
  'grant.remove',
  'identity.link',
  'identity.unlink',
  'invitation.create',
  'invitation.revoke',
  'join_link.close',
  'join_link.open',
  'join_link.renew',
  'number.add',
  'number.edit',
  'number.follow',
  'number.import',
  'number.join',
  'number.link',
  'number.move',
  'number.mute',
  'number.opt_out',
  'number.pause',
  'number.reached',
  'number.rejoin',
  'number.remove',
  'number.resume',
  'number.reveal',
  'number.unfollow',
  'number.unlink',
  'number.unreachable',
  'numbers.export',
  'person.add',
  'person.changeRoles',
  'person.disable',
  'person.edit',
  'person.enable',
  'person.invite',
  'person.rename',
  'person.signOut',
  'person.withdraw',
  'region.add',
  'region.archive',
  'region.edit',
  'region.restore',
  'region_group.add',
  'region_group.order',
  'region_group.remove',
  'region_group.rename',
  'route.set',
  'sender.connect',
  'session.end',
  'session.start',
  'signInLink.create',
  'signInLink.revoke',
  'story.find',
  'story.settle_media',
  'token.break',
  'token.connect',
] as const;

export type AuditAction = (typeof auditActions)[number];

/** What refusals are recorded as: the capability that was missing (lib/people/permissions.ts), or `request`. */
export const refusedActions = [
  'accounts.manage',
  'alerts.see',
  'audit.see',
  'brand.manage',
  'numbers.manage',
  'numbers.reveal',
  'numbers.see',
  'people.manage',
  'people.see',
  'regions.manage',
  'regions.see',
  'request',
  'routes.manage',
  'stories.read',
] as const;

/** What the log is filtered by: the things that actions are about. */
export const auditFamilies = [
  'people',
  'numbers',
  'regions',
  'accounts',
  'routes',
  'brand',
  'audit',
] as const;
export type AuditFamily = (typeof auditFamilies)[number];

/** The first words of a family's actions, and of the capabilities whose refusals belong to it. */
export const familyNouns: Record<AuditFamily, readonly string[]> = {
  people: ['person', 'people', 'grant', 'identity', 'invitation', 'session', 'signInLink', 'sign_in'],
  numbers: ['number', 'numbers', 'join_link', 'alerts'],
  regions: ['region', 'regions', 'region_group'],
  accounts: ['account', 'accounts', 'token', 'sender', 'story', 'stories', 'template'],
  routes: ['route', 'routes'],
  brand: ['brand'],
  audit: ['audit', 'request'],
};
