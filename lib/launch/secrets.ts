import { randomBytes, randomInt } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { LaunchError } from './launch-error.ts';

const shape = z.strictObject({
  storywire: z.string().min(32),
  database: z.string().min(16),
  sandbox: z.strictObject({
    appId: z.string().regex(/^\d+$/),
    appSecret: z.string().min(16),
    accessToken: z.string().min(16),
    verifyToken: z.string().min(16),
  }),
});

export type Secrets = z.infer<typeof shape>;

const secret = () => randomBytes(32).toString('base64url');

/**
 * Reads the installation's own secrets, or makes them on the first start.
 * They are kept in the data folder, readable by its owner only.
 * @throws LaunchError when the file is there but not as it was written
 */
export async function keepSecrets(dataFolder: string): Promise<Secrets> {
  const file = join(dataFolder, 'secrets.json');
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new LaunchError(`${file} cannot be read (${error.code}); make it readable for this user.`, {
      cause: error,
    });
  });
  if (text !== undefined) return parseSecrets(file, text);
  const fresh: Secrets = {
    storywire: secret(),
    database: secret(),
    sandbox: {
      appId: `9${randomInt(10 ** 13, 10 ** 14)}`,
      appSecret: randomBytes(16).toString('hex'),
      accessToken: `EAA${randomBytes(48).toString('hex')}`,
      verifyToken: secret(),
    },
  };
  await writeWhole(file, `${JSON.stringify(fresh, undefined, 2)}\n`);
  return fresh;
}

function parseSecrets(file: string, text: string): Secrets {
  try {
    return shape.parse(JSON.parse(text));
  } catch (cause) {
    throw new LaunchError(
      `${file} is damaged; put it back from a backup. (Without it, sealed numbers and tokens in the database cannot be read.)`,
      { cause },
    );
  }
}

/** Writes beside, flushes, renames: a crash leaves the old file or the new one. */
async function writeWhole(file: string, text: string): Promise<void> {
  const handle = await open(`${file}.new`, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.new`, file);
}
