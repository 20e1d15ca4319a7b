import { existsSync } from 'node:fs';
import { launch } from './launch.ts';
import { LaunchError } from './launch-error.ts';
import { Progress } from './progress.ts';

// `npm start` and `npm run dev`. What is printed here is for the person at the terminal.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const progress = new Progress((text) => process.stdout.write(text));

try {
  if (major < 22 || (major === 22 && minor < 19)) {
    throw new LaunchError(
      'This needs Node 22.19 or newer; start it with npm start, which brings its own after npm ci.',
    );
  }
  if (existsSync('.env')) process.loadEnvFile('.env');
  await launch(process.env, { dev: process.argv.includes('--dev') }, progress);
} catch (error) {
  const known =
    error instanceof LaunchError ||
    (error instanceof Error && ['EmbeddedError', 'EnvError'].includes(error.name));
  const text =
    error instanceof Error
      ? known
        ? error.message
        : `Storywire could not start: ${error.message}`
      : String(error);
  process.stderr.write(`\n✗ ${text}\n`);
  process.exitCode = 1;
}
