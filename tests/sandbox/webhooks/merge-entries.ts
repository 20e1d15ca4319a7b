import { asObject } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';

/** How many statuses share one `value` when webhooks are sent together. */
const statusesPerValue = 3;

/**
 * Packs many entries into the shapes Meta may use for them: several entries, several changes in an entry, and
 * several statuses in a change. Nothing is dropped, and a value holds statuses or messages and never both.
 */
export function mergeEntries(entries: JsonObject[]): JsonObject[] {
  const merged: JsonObject[] = [];
  for (const entry of entries) {
    const target = merged.at(-1);
    if (
      !target ||
      target['id'] !== entry['id'] ||
      target['time'] !== entry['time'] ||
      listOf(target['changes']).length >= 4
    ) {
      merged.push(structuredClone(entry));
    } else {
      for (const change of listOf(entry['changes'])) addChange(listOf(target['changes']), change);
    }
  }
  return merged;
}

function addChange(changes: Json[], change: Json): void {
  const [last, value] = [
    asObject(asObject(changes.at(-1))?.['value']),
    asObject(asObject(change)?.['value']),
  ];
  const [mine, theirs] = [last?.['statuses'], value?.['statuses']];
  if (last && Array.isArray(mine) && Array.isArray(theirs) && mine.length < statusesPerValue) {
    mine.push(...theirs);
    last['contacts'] = [...listOf(last['contacts']), ...listOf(value?.['contacts'])];
    return;
  }
  changes.push(structuredClone(change));
}

function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}
