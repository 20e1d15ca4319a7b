import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { connect } from '#db/client.ts';
import { systemActor } from '../actor.ts';
import { getRetentionSettings, previewRetention } from '../retention/queries.ts';
import { rulesAsked } from '../retention/retention-input.ts';
import { keptParts, leastDays, type RetentionPreview } from '../retention/retention-rules.ts';
import { findDatabase } from './find-database.ts';
import { LaunchError } from './launch-error.ts';
import { explainDatabase } from './prepare-database.ts';
import { launchSettings } from './settings.ts';

// `npm run retention -- --dry-run`: for whoever runs the server, to see what the worker would remove next.

const usage = `Removing is the worker's, once an hour. What it would remove: npm run retention -- --dry-run; by other rules than the saved ones: --originals DAYS --pictures DAYS --words DAYS, each from ${leastDays}.`;

async function showWhatWouldGo(args: string[]): Promise<void> {
  const given = readArgs(args);
  if (existsSync('.env')) process.loadEnvFile('.env');
  const settings = launchSettings(process.env, { dev: false });
  const { db, close } = connect(await findDatabase(settings), { max: 4, name: 'storywire retention' });
  try {
    const actor = systemActor('server');
    const { rules } = rulesAsked(given, await getRetentionSettings(db, { actor }));
    if (!rules) throw new LaunchError(usage);
    const preview = await previewRetention(db, { actor, rules, now: new Date() });
    for (const part of keptParts)
      process.stdout.write(`${part.padEnd(9)} ${ruleWords(rules[part])}: ${dueWords(preview, part)}\n`);
    process.stdout.write(`held, since something of them is open: ${preview.held} stories\n`);
  } finally {
    await close();
  }
}

function readArgs(args: string[]): Record<string, string | undefined> {
  let values;
  try {
    const text = { type: 'string' } as const;
    const options = { 'dry-run': { type: 'boolean' }, originals: text, pictures: text, words: text } as const;
    ({ values } = parseArgs({ args, options }));
  } catch (cause) {
    throw new LaunchError(usage, { cause });
  }
  const { 'dry-run': isDry, ...rules } = values;
  if (isDry !== true) throw new LaunchError(usage);
  return rules;
}

const ruleWords = (days: number | null) => (days === null ? 'kept for good' : `kept ${days} days`);

function dueWords(preview: RetentionPreview, part: (typeof keptParts)[number]): string {
  const { count, bytes, oldest, newest } = preview[part];
  if (count === 0) return 'nothing would go';
  const things = part === 'words' ? `${count} stories` : `${count} files, ${(bytes / 1e6).toFixed(1)} MB`;
  return `${things} would go, posted from ${oldest} to ${newest}`;
}

try {
  await showWhatWouldGo(process.argv.slice(2));
} catch (cause) {
  const error = explainDatabase(cause);
  const isKnown = error instanceof Error && ['LaunchError', 'EmbeddedError'].includes(error.name);
  const text = isKnown
    ? error.message
    : 'It could not be counted: the database is not as this version of Storywire needs it; start Storywire once.';
  process.stderr.write(`✗ ${text}\n`);
  process.exitCode = 1;
}
