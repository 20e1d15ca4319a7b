import type { Rig } from './rig.ts';

/** A disturbance of the sandbox's; `times` counts what it changes, and left out it lasts until cleared. */
export async function disturb(
  { sandbox }: Rig,
  match: 'messages' | 'stories' | 'media' | 'webhooks',
  fault: Record<string, unknown>,
  times?: number,
): Promise<void> {
  await sandbox.post('/_sandbox/faults', { match, fault, ...(times === undefined ? {} : { times }) });
}

/** Ends every disturbance, and lets held webhooks go. */
export async function calm({ sandbox }: Rig): Promise<void> {
  await sandbox.remove('/_sandbox/faults');
  await sandbox.post('/_sandbox/webhooks/release');
}
