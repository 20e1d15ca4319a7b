import { fold } from './fold.ts';

/**
 * Which of some names was meant by a misspelt one, nearest first, at most three.
 * A swapped pair of letters counts as one slip, and one slip in three letters is the most.
 */
export function nearNames<T extends { name: string }>(text: string, known: readonly T[]): T[] {
  const meant = fold(text);
  if (meant.length < 2) return [];
  return known
    .map((each) => ({ each, slips: slipsTo(meant, fold(each.name)) }))
    .filter(({ slips }) => slips <= Math.max(1, Math.floor(meant.length / 3)))
    .sort((a, b) => a.slips - b.slips)
    .slice(0, 3)
    .map(({ each }) => each);
}

function slipsTo(meant: string, name: string): number {
  // "Iberia team" for Iberia, and the other way round.
  const [long, short] = meant.length > name.length ? [meant, name] : [name, meant];
  if (short.length >= 3 && long.split(' ').includes(short)) return 1;
  return distance(meant, name);
}

/** Damerau and Levenshtein's, in its optimal string alignment form. */
function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j]!, rows[i - 2]![j - 2]! + 1);
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
