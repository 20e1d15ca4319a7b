import type { Mutant } from './mutant.ts';

const deletedTests = {
  project: 'integration',
  file: 'tests/integration/stories/deleted-early.test.ts',
} as const;
const checkTests = { project: 'integration', file: 'tests/integration/stories/checks.test.ts' } as const;

/** What keeps a story from being taken for deleted, and an account from being asked too early. */
export const storyMutants: readonly Mutant[] = [
  {
    name: 'rest-kept',
    without: 'the rest that something else gave an account while it was checked',
    file: 'lib/accounts/commands/record-check.ts',
    find: 'case when ${account.notBefore} > ${checkedAt.toISOString()}::timestamptz then ${account.notBefore} end',
    replace: 'null::timestamptz',
    by: { ...checkTests, named: 'rest' },
  },
  {
    name: 'second-listing',
    without: 'the second listing, asked for after the first: one is enough',
    file: 'lib/stories/commands/follow-presence.ts',
    find: 'if (missingSince !== null && missingSince < beganAt)',
    replace: 'if (missingSince === null || missingSince < beganAt)',
    by: deletedTests,
  },
  {
    name: 'own-end',
    without: 'the look at the end of its day: what expires was deleted',
    file: 'lib/stories/commands/follow-presence.ts',
    find: '        gt(story.expiresAt, endsByItself(now)),\n        isNull(story.deletedAt),\n        // Found',
    replace: '        isNull(story.deletedAt),\n        // Found',
    by: deletedTests,
  },
  {
    name: 'found-later',
    without: 'the look at when a story was found: an older listing that lacks it counts',
    file: 'lib/stories/commands/follow-presence.ts',
    find: '        lt(story.foundAt, beganAt),\n',
    replace: '',
    by: deletedTests,
  },
  {
    name: 'gone-for-certain',
    without: 'the look at what Instagram answers: any refusal is proof',
    file: 'lib/stories/job/confirm-gone.ts',
    find: 'if (errorCode === gone && ',
    replace: 'if (errorCode !== null && ',
    by: deletedTests,
  },
  {
    name: 'deleted-at-claim',
    without: 'the look at deleted stories when a message is claimed',
    file: 'lib/messages/commands/claim-messages.ts',
    find: 'await withoutDeleted(tx, await withoutEnded(tx, due))',
    replace: 'await withoutEnded(tx, due)',
    by: { project: 'integration', file: 'tests/integration/messages/deleted-story.test.ts' },
  },
  {
    name: 'held-for-all',
    without: 'the hold on reposts of what was deleted',
    file: 'lib/rights/may-reuse.ts',
    find: "  if (facts.held) return { may: 'not', reason: 'deleted' };\n",
    replace: '',
    by: { project: 'unit', file: 'tests/unit/rights/may-reuse.test.ts' },
  },
];
