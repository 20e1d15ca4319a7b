import { joinWord } from '../regions/join-link.ts';

/** Characters of a join code, as lib/ids.ts makes it: 30 choices each, 656 thousand million in all. */
export const joinCodeLength = 8;

const code = '[2-9A-HJ-KM-NP-TV-Z]';
const joinMessage = new RegExp(`^(?:${joinWord}[\\s:]+)?(${code}{4})[\\s-]?(${code}{4})[\\s.!]*$`);

/**
 * The join code in what a phone sent, with or without the word before it and
 * whatever the keyboard did to capitals and spaces; undefined when there is none.
 */
export function readJoinCode(text: string): string | undefined {
  if (text.length > 100) return undefined;
  const match = joinMessage.exec(text.trim().toUpperCase());
  return match ? `${match[1]}${match[2]}` : undefined;
}

/**
 * Whether a text that holds a join code can be nothing else: it brings the
 * word, a digit or a dash. Two words of four letters may be what somebody
 * thinks of a story.
 */
export const isSurelyJoinCode = (text: string): boolean =>
  readJoinCode(text) !== undefined && (/[\d-]/.test(text) || text.trim().toUpperCase().startsWith(joinWord));
