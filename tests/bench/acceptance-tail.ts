import { open } from 'node:fs/promises';
import { join } from 'node:path';

/** A message that the sandbox accepted, at milliseconds since 1970. */
export type Accepted = { atMs: number };

/** Follows the sandbox's log of what it truly accepted, and reads nothing twice: what is measured shares its cores. */
export function followAcceptance(folder: string): () => Promise<readonly Accepted[]> {
  const path = join(folder, 'acceptance.jsonl');
  const accepted: Accepted[] = [];
  let offset = 0;
  let rest = '';
  return async () => {
    const added = await readFrom(path, offset);
    offset += added.length;
    // Facts are ASCII but for names and texts; a line is whole when its end is there.
    const lines = (rest + added.toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const at = /^\{"at":"([^"]+)","fact":"accepted"/.exec(line)?.[1];
      if (at !== undefined) accepted.push({ atMs: Date.parse(at) });
    }
    return accepted;
  };
}

/** Nothing before the first fact, which makes the file. */
async function readFrom(path: string, offset: number): Promise<Buffer> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!file) return Buffer.alloc(0);
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size - offset), 0, size - offset, offset);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
