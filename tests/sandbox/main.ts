import { startSandbox } from './sandbox.ts';
import type { Sandbox } from './sandbox.ts';
import { SettingsError, readSettings } from './settings.ts';

/** Starts the sandbox as a process of its own: `node tests/sandbox/main.ts`, told by SANDBOX_* variables. */
export async function main(): Promise<void> {
  try {
    const settings = readSettings(process.env);
    const sandbox = await startSandbox(settings);
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(sandbox));
    process.stdout.write(`sandbox ready ${sandbox.address}\n`);
  } catch (error) {
    process.stderr.write(`${sentenceFor(error)}\n`);
    process.exit(1);
  }
}

async function stop(sandbox: Sandbox): Promise<void> {
  await sandbox.close();
  process.exit(0);
}

function sentenceFor(error: unknown): string {
  if (error instanceof SettingsError) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  const port = process.env['SANDBOX_PORT'] || '4010';
  if (code === 'EADDRINUSE')
    return `The sandbox cannot start: port ${port} is taken; set SANDBOX_PORT to a free one.`;
  if (code === 'EACCES') return `The sandbox cannot start: it may not use port ${port} or its data folder.`;
  return `The sandbox cannot start: ${message}`;
}

await main();
