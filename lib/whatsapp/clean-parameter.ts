import { cutText } from './cut-text.ts';

/** Far beyond a good message, well within the 1,024 characters of a body with a picture header. */
const maxLengthAnyhow = 700;

/**
 * Makes a text fit to fill a blank of a template. WhatsApp refuses new lines,
 * tabs and runs of more than three spaces there (132018, formerly 132012), and
 * empty values (131008): all white space becomes single spaces, and nothing,
 * or nothing that can be seen, becomes a dash. Signs that turn the whole line
 * around go, and halves of characters, which JSON cannot carry.
 * @param maxLength in UTF-16 units
 */
export function cleanParameter(text: string, maxLength = maxLengthAnyhow): string {
  const clean = text
    .toWellFormed()
    .replace(/[\u202A-\u202E]/g, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return /[^\s\p{Cf}\p{M}]/u.test(clean) ? cutText(clean, maxLength) : '–';
}
