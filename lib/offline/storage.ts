import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

let buildId: Promise<string | undefined> | undefined;

/** Which build this process serves; it holds for as long as the process. Undefined where nothing was built. */
export function readBuildId(): Promise<string | undefined> {
  buildId ??= readFile(join('.next', 'BUILD_ID'), 'utf8').catch(() => undefined);
  return buildId;
}
