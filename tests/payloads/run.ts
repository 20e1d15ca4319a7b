import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseMetaJson } from '#lib/meta/parse-json.ts';
import { understand } from './understand.ts';

/**
 * `npm run test:payloads -- <folder>`: puts every .json file of a folder through
 * the parsers and says what each was understood as, or why it is none of ours.
 * Fails when the folder is absent or empty, when a parser throws, and when
 * nothing knows what a file is.
 */
function main(folder: string | undefined): number {
  if (folder === undefined) return complain('Name a folder: npm run test:payloads -- <folder>');
  const files = list(folder);
  if (files === undefined) return complain(`There is no folder ${folder}.`);
  if (files.length === 0) return complain(`There is no .json file in ${folder}.`);
  const counts = { ours: 0, other: 0, failed: 0 };
  for (const file of files) {
    const { mark, words } = judge(join(folder, file));
    counts[mark] += 1;
    console.log(`${mark.padEnd(6)} ${file}: ${words}`);
  }
  console.log(`\n${counts.ours} understood, ${counts.other} none of ours, ${files.length} files`);
  console.log(`${counts.ours + counts.other} passed, ${counts.failed} failed`);
  return counts.failed === 0 ? 0 : 1;
}

function list(folder: string): string[] | undefined {
  try {
    const found = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return found.filter((file) => file.endsWith('.json')).sort();
  } catch {
    return undefined;
  }
}

function judge(path: string): { mark: 'ours' | 'other' | 'failed'; words: string } {
  try {
    const verdict = understand(parseMetaJson(readFileSync(path, 'utf8')));
    if (!verdict) return { mark: 'failed', words: 'nobody knows what this is' };
    return { mark: verdict.ours ? 'ours' : 'other', words: verdict.words };
  } catch (error) {
    return { mark: 'failed', words: error instanceof Error ? error.message : String(error) };
  }
}

function complain(words: string): number {
  console.error(words);
  return 1;
}

process.exitCode = main(process.argv[2]);
