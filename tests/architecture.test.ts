import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const run = promisify(execFile);
const root = process.cwd();

type Report = { summary: { violations: { rule: { name: string }; from: string }[]; totalCruised: number } };

async function cruise(folder: string): Promise<Report['summary']> {
  const args = [
    join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'json',
    'app',
    'components',
    'lib',
    'db',
    'tests',
  ];
  const { stdout } = await run(process.execPath, args, { cwd: folder, maxBuffer: 64_000_000 });
  return (JSON.parse(stdout) as Report).summary;
}

/** For each rule, files that break it and nothing else. A leading `use` keeps imports from being type-only. */
const planted: Record<string, Record<string, string>> = {
  'audit-alarms-imports-only-what-stands-above': {
    'lib/audit/queries.ts': "import { x } from '#lib/stories/queries.ts'; export const y = x;",
    'lib/stories/queries.ts': 'export const x = 1;',
  },
  'regions-accounts-media-imports-only-what-stands-above': {
    'lib/regions/commands.ts': "import { x } from '#lib/numbers/commands.ts'; export const y = x;",
    'lib/numbers/commands.ts': 'export const x = 1;',
  },
  'people-numbers-brand-imports-only-what-stands-above': {
    'lib/numbers/commands.ts': "import { x } from '#lib/messages/commands.ts'; export const y = x;",
    'lib/messages/commands.ts': 'export const x = 1;',
  },
  'stories-imports-only-what-stands-above': {
    'lib/stories/commands.ts': "import { x } from '#lib/alerts/commands/plan-story.ts'; export const y = x;",
    'lib/alerts/commands/plan-story.ts': 'export const x = 1;',
  },
  'notes-rights-seen-imports-only-what-stands-above': {
    'lib/notes/commands.ts': "import { x } from '#lib/messages/commands.ts'; export const y = x;",
    'lib/messages/commands.ts': 'export const x = 1;',
  },
  'messages-imports-only-what-stands-above': {
    'lib/messages/commands.ts': "import { x } from '#lib/alerts/commands/plan-story.ts'; export const y = x;",
    'lib/alerts/commands/plan-story.ts': 'export const x = 1;',
  },
  'flags-imports-only-what-stands-above': {
    'lib/flags/commands.ts': "import { x } from '#lib/alerts/commands/plan-story.ts'; export const y = x;",
    'lib/alerts/commands/plan-story.ts': 'export const x = 1;',
  },
  'nobody-reads-feed': {
    'lib/stories/commands.ts': "import { x } from '#lib/feed/queries.ts'; export const y = x;",
    'lib/feed/queries.ts': 'export const x = 1;',
  },
  'nobody-reads-the-audit-log': {
    'lib/regions/commands.ts': "import { x } from '#lib/audit-log/audit-line.ts'; export const y = x;",
    'lib/audit-log/audit-line.ts': 'export const x = 1;',
  },
  'meta-knows-no-domain': {
    'lib/instagram/client.ts': "import { x } from '#lib/stories/burst.ts'; export const y = x;",
    'lib/stories/burst.ts': 'export const x = 1;',
  },
  'meta-stands-alone': {
    'lib/instagram/client.ts': "import { x } from '#lib/whatsapp/client.ts'; export const y = x;",
    'lib/whatsapp/client.ts': 'export const x = 1;',
  },
  'pure-files-do-no-io': {
    'lib/alerts/plan-alerts.ts': "import { x } from '#lib/numbers/queries.ts'; export const y = x;",
    'lib/numbers/queries.ts': 'export const x = 1;',
  },
  'app-touches-no-database': {
    'app/page.tsx': "import { x } from '#db/client.ts'; export const y = x;",
    'db/client.ts': 'export const x = 1;',
  },
  'app-calls-no-meta-and-no-job': {
    'app/page.tsx': "import { x } from '#lib/whatsapp/client.ts'; export const y = x;",
    'lib/whatsapp/client.ts': 'export const x = 1;',
  },
  'components-are-pure': {
    'components/card.tsx': "import { x } from '#lib/feed/queries.ts'; export const y = x;",
    'lib/feed/queries.ts': 'export const x = 1;',
  },
  'lib-knows-no-screens': {
    'lib/feed/card.ts': "import { x } from '#components/card.tsx'; export const y = x;",
    'components/card.tsx': 'export const x = 1;',
  },
  'db-imports-only-ids-env-and-words': {
    'db/client.ts': "import { x } from '#lib/errors.ts'; export const y = x;",
    'lib/errors.ts': 'export const x = 1;',
  },
  'only-commands-and-queries-touch-tables': {
    'lib/regions/region-row.ts': "import { x } from '#db/schema.ts'; export const y = x;",
    'db/schema.ts': 'export const x = 1;',
  },
  'jobs-are-called-by-the-worker': {
    'lib/launch/launch.ts': "import { x } from '#lib/stories/job.ts'; export const y = x;",
    'lib/stories/job.ts': 'export const x = 1;',
  },
  'nothing-imports-tests': {
    'lib/launch/launch.ts': "import { x } from '#tests/sandbox/brand.ts'; export const y = x;",
    'tests/sandbox/brand.ts': 'export const x = 1;',
  },
  'the-sandbox-imports-nothing-of-ours': {
    'tests/sandbox/main.ts': "import { x } from '#lib/ids.ts'; export const y = x;",
    'lib/ids.ts': 'export const x = 1;',
  },
  'no-circles': {
    'lib/regions/a.ts': "import { b } from './b.ts'; export const a = () => b;",
    'lib/regions/b.ts': "import { a } from './a.ts'; export const b = () => a;",
  },
  resolvable: { 'lib/regions/a.ts': "import { b } from './gone.ts'; export const a = b;" },
};

describe('who may import whom', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'storywire-architecture-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('the project keeps every rule, and the tool saw its modules', async () => {
    const { violations, totalCruised } = await cruise(root);
    expect(violations.map(({ rule, from }) => `${rule.name}: ${from}`)).toEqual([]);
    expect(totalCruised).toBeGreaterThan(200);
  });

  test('every rule has a planted violation here', async () => {
    const config = (await import(join(root, '.dependency-cruiser.cjs'))) as {
      default: { forbidden: { name: string }[] };
    };
    expect(Object.keys(planted).toSorted()).toEqual(
      config.default.forbidden.map((rule) => rule.name).toSorted(),
    );
  });

  test.each(Object.entries(planted))('a planted violation of %s is caught', async (rule, files) => {
    const place = join(folder, rule);
    for (const part of ['app', 'components', 'lib', 'db', 'tests'])
      await mkdir(join(place, part), { recursive: true });
    for (const file of ['.dependency-cruiser.cjs', 'package.json', 'tsconfig.json'])
      await cp(join(root, file), join(place, file));
    await symlink(join(root, 'node_modules'), join(place, 'node_modules'));
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(place, path)), { recursive: true });
      await writeFile(join(place, path), text);
    }
    const { violations } = await cruise(place);
    expect(violations.map((violation) => violation.rule.name)).toContain(rule);
  });
});

/** Code that the linter must refuse: each was once a silent loss in somebody's product. */
const forbidden: Record<string, { rule: string; text: string }> = {
  'a forgotten await on a drizzle insert': {
    rule: 'typescript(no-floating-promises)',
    text: "import type { Database } from '#db/client.ts'; import { region } from '#db/schema.ts'; export async function f(db: Database) { db.delete(region); await Promise.resolve(); }",
  },
  'a forgotten await on a drizzle query in a transaction': {
    rule: 'typescript(no-floating-promises)',
    text: "import type { Database } from '#db/client.ts'; import { region } from '#db/schema.ts'; export async function f(db: Database) { await db.transaction(async (tx) => { tx.update(region).set({ name: 'x' }); }); }",
  },
  'reading process.env outside its one home': {
    rule: 'node(no-process-env)',
    text: "export const home = process.env['HOME'];",
  },
};

describe('what the linter refuses', () => {
  test.each(Object.entries(forbidden))('%s', async (_name, { rule, text }) => {
    const file = join(root, `planted-${Math.random().toString(36).slice(2)}.ts`);
    await writeFile(file, text);
    try {
      const outcome = await run(join(root, 'node_modules/.bin/oxlint'), ['--type-aware', file], {
        cwd: root,
      }).then(
        ({ stdout }) => stdout,
        (error: { stdout: string }) => error.stdout,
      );
      expect(outcome).toContain(rule);
    } finally {
      await rm(file);
    }
  });
});
