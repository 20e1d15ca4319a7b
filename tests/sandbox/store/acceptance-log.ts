import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../json.ts';

const facts = ['accepted', 'delivered', 'read', 'failed', 'dropped', 'inbound', 'published'] as const;
type Fact = (typeof facts)[number];

export type AcceptanceLog = {
  append: (fact: Fact, detail: JsonObject) => void;
  read: () => JsonObject[];
};

/**
 * The ground truth for tests: one JSON line per fact, handed to the operating system before anybody is answered.
 * A half line can only be the last one, left by a kill in the middle of a write; it was never answered for.
 */
export function openAcceptanceLog(folder: string): AcceptanceLog {
  const path = join(folder, 'acceptance.jsonl');
  if (existsSync(path) && !endsWithNewline(path)) appendFileSync(path, '\n');
  return {
    append: (fact, detail) => {
      appendFileSync(path, `${JSON.stringify({ at: new Date().toISOString(), fact, ...detail })}\n`);
    },
    read: () => {
      if (!existsSync(path)) return [];
      return readFileSync(path, 'utf8').split('\n').flatMap(parseLine);
    },
  };
}

function endsWithNewline(path: string): boolean {
  const text = readFileSync(path);
  return text.length === 0 || text[text.length - 1] === 10;
}

function parseLine(line: string): JsonObject[] {
  if (line.trim() === '') return [];
  try {
    return [JSON.parse(line) as JsonObject];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
