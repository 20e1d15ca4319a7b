import type { Mutant } from './mutant.ts';

const tokenTests = { project: 'integration', file: 'tests/integration/accounts/tokens.test.ts' } as const;

const sendingTests = {
  project: 'integration',
  file: 'tests/integration/accounts/sending-tokens.test.ts',
} as const;

/** What keeps accounts read, and by the token that is meant. */
export const connectingMutants: readonly Mutant[] = [
  {
    name: 'silent-takeover',
    without: 'the respect for a token that works: one that reaches more takes its accounts',
    file: 'lib/accounts/commands/hand-over.ts',
    find: `    where c.id is null or not \${canRead('c')}
      or not exists (select from token_reach r where r.account_id = a.id and r.token_id = c.id)
    order by a.id for update of a`,
    replace: '    order by a.id for update of a',
    by: { ...tokenTests, named: 'an account goes to a new token when somebody says so' },
  },
  {
    name: 'token-fall-over',
    without: 'the fall-over: the accounts of a broken token rest though another reaches them',
    file: 'lib/accounts/commands/connect-token.ts',
    find: 'detail: { reason } });\n    await handOverAccounts(tx, { actor });',
    replace: 'detail: { reason } });',
    by: { ...tokenTests, named: 'takes over when that breaks' },
  },
  {
    name: 'unread-number',
    without: 'the look whether a token reads the number: the first with the permissions sends',
    file: 'lib/messages/commands/save-sender.ts',
    find: 'asked.find((each) => reached.includes(each.tokenId))?.tokenId',
    replace: 'asked[0]?.tokenId ?? reached[0]',
    by: { ...sendingTests, named: 'the one sends that reads the number' },
  },
  {
    name: 'sending-fall-over',
    without: 'the second look at who reads the number: of the tokens left, any may send',
    file: 'lib/accounts/commands/hand-over-senders.ts',
    find: 'select r.token_id from sender_reach r join token t on t.id = r.token_id',
    replace:
      'select t.id from (select s.id as sender_id, o.id as token_id from token o) r join token t on t.id = r.token_id',
    by: { ...sendingTests, named: 'the other never takes over' },
  },
  {
    name: 'own-app',
    without: 'the look at whose token it is: one of another app passes for ours',
    file: 'lib/accounts/judge-token.ts',
    find: "  if (facts.foreign || (facts.appId !== null && facts.appId !== appId)) return 'token_other_app';\n",
    replace: '',
    by: { project: 'unit', file: 'tests/unit/accounts/tokens.test.ts' },
  },
];
