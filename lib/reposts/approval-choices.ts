/** A named group of those who approve. */
export type ApproverGroup = {
  id: string;
  name: string;
  /** By name. Only those who are `active` approve: others were disabled, or have not come in yet. */
  people: { id: string; name: string; active: boolean }[];
  /** The accounts whose posts it approves, by user name. */
  accounts: string[];
};

/** What an account's approval rule is chosen from, for whoever may choose it. */
export type ApprovalChoices = {
  groups: ApproverGroup[];
  /** Who may approve where anyone with the right in the region does. */
  one: { id: string; name: string }[];
  /** Whether the reader may change the groups themselves. */
  mayManageGroups: boolean;
  selfId: string;
};

/** All that the page of approver groups shows. */
export type ApproversPage = {
  groups: ApproverGroup[];
  /** Who can be put into a group, by name. `regions`: where they have a role; NULL: everywhere. */
  people: { id: string; name: string; regions: string[] | null }[];
  selfId: string;
};
