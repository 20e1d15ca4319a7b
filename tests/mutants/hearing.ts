import type { Mutant } from './mutant.ts';

const resolveTests = { project: 'unit', file: 'tests/unit/messages/resolve-uncertain.test.ts' } as const;

/** What keeps Meta's words from being misunderstood: silence, order and repetition. */
export const hearingMutants: readonly Mutant[] = [
  {
    name: 'quiet-window',
    without: 'the quiet window: silence counts at once',
    file: 'lib/messages/resolve-uncertain.ts',
    find: "  if (facts.ageMs < quietWindowMs) return 'wait';\n",
    replace: '',
    by: resolveTests,
  },
  {
    name: 'channel-proof',
    without: 'the proof that the webhook channel lives: a dead one looks like "not accepted"',
    file: 'lib/messages/resolve-uncertain.ts',
    find: '    facts.channelAlive &&\n',
    replace: '',
    by: resolveTests,
  },
  {
    name: 'drained-inbox',
    without: 'the drained inbox: what lies there unread counts as silence',
    file: 'lib/messages/resolve-uncertain.ts',
    find: ' &&\n    facts.waitingWebhooks === 0',
    replace: '',
    by: resolveTests,
  },
  {
    name: 'provider-time',
    without: 'Meta’s own times in the proof of the channel: late words on old messages pass for new ones',
    file: 'lib/messages/commands/sweep-attempts.ts',
    find: '      and e.provider_at >= ${attempt.startedAt} + ${quietWindow}\n',
    replace: '',
    by: { project: 'integration', file: 'tests/integration/messages/resolver.test.ts' },
  },
  {
    name: 'third-try',
    without: 'the end after two doubts',
    file: 'lib/messages/resolve-uncertain.ts',
    find: "  if (facts.doubts >= mostDoubts) return 'unconfirmed';\n",
    replace: '',
    by: resolveTests,
  },
  {
    name: 'monotonic-merge',
    without: 'the order of states: a late "sent" takes a message back from "delivered"',
    file: 'lib/messages/merge-status.ts',
    find: "const withinTry: readonly Standing[] = ['accepted', 'sent', 'failed', 'delivered', 'read'];",
    replace: "const withinTry: readonly Standing[] = ['accepted', 'delivered', 'read', 'failed', 'sent'];",
    by: { seeds: 300 },
  },
  {
    name: 'last-word-wins',
    without: 'the merge over all that is known: the status heard last decides',
    file: 'lib/messages/merge-status.ts',
    find: 'order[Math.max(...standings.map((each) => order.indexOf(each)), -1)];',
    replace: 'order[order.indexOf(standings.at(-1) ?? ("" as Standing))];',
    by: { project: 'unit', file: 'tests/unit/messages/status-permutations.test.ts' },
  },
  {
    name: 'opaque-id',
    without: 'the opaque id: a status finds its message by wamid only',
    file: 'lib/messages/commands/apply-status.ts',
    find: '  if (byOpaqueId) return byOpaqueId;\n',
    replace: '  if (byOpaqueId && wamid === "") return byOpaqueId;\n',
    by: { project: 'integration', file: 'tests/integration/messages/status-permutations.test.ts' },
  },
  {
    name: 'status-once',
    without: 'the adoption of statuses that were there before the answer',
    file: 'lib/messages/commands/record-outcomes.ts',
    find: 'rows.flatMap(({ id, wamid }) => (wamid === null ? [] : [{ attemptId: id, wamid }])),',
    replace: '[],',
    by: { project: 'integration', file: 'tests/integration/messages/resolver.test.ts' },
  },
  {
    name: 'inbound-dedupe',
    without: 'the single row for a webhook that Meta repeats',
    file: 'lib/webhooks/commands.ts',
    find: "bodyHash: createHash('sha256').update(raw).digest('hex'),",
    replace: "bodyHash: createHash('sha256').update(raw).update(id).digest('hex'),",
    by: { project: 'integration', file: 'tests/integration/webhooks/receive.test.ts' },
  },
];
