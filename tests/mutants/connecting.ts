import type { Mutant } from './mutant.ts';

const tokenTests = { project: 'integration', file: 'tests/integration/accounts/tokens.test.ts' } as const;

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
    name: 'own-app',
    without: 'the look at whose token it is: one of another app passes for ours',
    file: 'lib/accounts/judge-token.ts',
    find: "  if (facts.foreign || (facts.appId !== null && facts.appId !== appId)) return 'token_other_app';\n",
    replace: '',
    by: { project: 'unit', file: 'tests/unit/accounts/tokens.test.ts' },
  },
];
