import { connect } from '#db/client.ts';
import { systemActor } from '../actor.ts';
import type { Env } from '../env.ts';
import { createSignInLink } from '../people/commands/sign-in-link.ts';
import { ensureFirstAdmin } from '../people/commands/first-admin.ts';
import type { Progress } from './progress.ts';
import type { LaunchSettings } from './settings.ts';

/** How long the printed link works. */
const linkValidMs = 24 * 60 * 60 * 1000;

/** Prints the addresses and a one-time link for the first admin. */
export async function greet(settings: LaunchSettings, env: Env, progress: Progress): Promise<void> {
  const { db, close } = connect(env.DATABASE_URL, { max: 1, name: 'storywire launcher' });
  try {
    const actor = systemActor('launcher');
    const userId = await ensureFirstAdmin(db, {
      actor,
      name: 'First admin',
      email: 'admin@storywire.invalid',
    });
    const link = await createSignInLink(db, { actor, userId, validForMs: linkValidMs });
    progress.say('');
    progress.say(`  Storywire   ${env.STORYWIRE_URL}`);
    progress.say(`  Sign in     ${link}   (once, within 24 hours, as the first admin)`);
    if (settings.mode === 'sandbox') {
      progress.say(
        `  Phones      ${env.META_GRAPH_URL}/phones   (the sandbox: no message leaves this machine)`,
      );
      progress.say(
        `  Anyone who reaches the address may sign in as a demo person; it listens on ${settings.host} only.`,
      );
    }
    progress.say(`  Logs        ${settings.dataFolder}/logs`);
    progress.say('  Ctrl-C stops everything.');
    progress.say('');
  } finally {
    await close();
  }
}
