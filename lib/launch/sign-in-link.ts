import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { connect } from '#db/client.ts';
import { systemActor } from '../actor.ts';
import { listActivePeople } from '../people/queries/list-active-people.ts';
import { createSignInLink } from '../people/commands/sign-in-link.ts';
import { findDatabase } from './find-database.ts';
import { LaunchError } from './launch-error.ts';
import { explainDatabase } from './prepare-database.ts';
import { launchSettings } from './settings.ts';

// `npm run sign-in-link -- someone@example.com`: for whoever runs the server, when somebody cannot get in.

const validForMinutes = 60;
const usage =
  'Say for whom: npm run sign-in-link -- someone@example.com, or npm run sign-in-link -- --name "First admin".';

async function printLink(args: string[]): Promise<void> {
  const who = whom(args);
  if (existsSync('.env')) process.loadEnvFile('.env');
  const settings = launchSettings(process.env, { dev: false });
  const { db, close } = connect(await findDatabase(settings), { max: 1, name: 'storywire sign-in-link' });
  try {
    const found = await listActivePeople(db, who);
    if (found.length === 0) {
      throw new LaunchError(
        'Nobody who may sign in is called so; look under People, or start Storywire anew, which prints a link for the first admin.',
      );
    }
    if (found.length > 1) throw new LaunchError('Several people are called so; give the e-mail address.');
    const { userId, name } = found[0]!;
    const link = await createSignInLink(db, {
      actor: systemActor('server'),
      userId,
      validForMs: validForMinutes * 60_000,
      storywireUrl: settings.publicUrl,
    });
    process.stdout.write(`${link}\nSigns in ${name}, once, within ${validForMinutes} minutes.\n`);
  } finally {
    await close();
  }
}

function whom(args: string[]): { email: string } | { name: string } {
  let given;
  try {
    given = parseArgs({ args, allowPositionals: true, options: { name: { type: 'string' } } });
  } catch (cause) {
    throw new LaunchError(usage, { cause });
  }
  const { positionals, values } = given;
  const [email] = positionals;
  if (values.name !== undefined && positionals.length === 0) return { name: values.name };
  if (email === undefined || positionals.length > 1 || values.name !== undefined || !email.includes('@'))
    throw new LaunchError(usage);
  return { email };
}

try {
  await printLink(process.argv.slice(2));
} catch (cause) {
  const error = explainDatabase(cause);
  const isKnown = error instanceof Error && ['LaunchError', 'EmbeddedError'].includes(error.name);
  const text = isKnown
    ? error.message
    : 'The link could not be made: the database is not as this version of Storywire needs it; start Storywire once.';
  process.stderr.write(`✗ ${text}\n`);
  process.exitCode = 1;
}
