/** What of the audit log a person's page tells. */
export const personChanges = [
  'person.add',
  'person.invite',
  'person.changeRoles',
  'person.rename',
  'person.disable',
  'person.enable',
  'person.signOut',
] as const;
export type PersonChange = (typeof personChanges)[number];
