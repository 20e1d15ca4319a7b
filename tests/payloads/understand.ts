import { ourRules } from './our-rules.ts';
import { otherRules } from './other-rules.ts';
import type { Rule } from './rule.ts';

/** What a payload turned out to be. */
type Verdict = { ours: boolean; words: string };

/**
 * Puts a payload through the parsers of the product, and then through the list
 * of kinds that are known and none of ours.
 * @returns undefined when nobody knows it: there is no rule that takes the rest
 * @throws what a parser throws, and for a payload of ours that could not be read in full
 */
export function understand(json: unknown): Verdict | undefined {
  const ours = firstOf(ourRules, json);
  if (ours !== undefined) return { ours: true, words: ours };
  const other = firstOf(otherRules, json);
  return other === undefined ? undefined : { ours: false, words: other };
}

function firstOf(rules: Rule[], json: unknown): string | undefined {
  for (const rule of rules) {
    const words = rule(json);
    if (words !== undefined) return words;
  }
  return undefined;
}
