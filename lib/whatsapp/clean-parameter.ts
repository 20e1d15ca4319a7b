import { cutText } from './cut-text.ts';

/** Far beyond a good message, well within the 1,024 characters of a body with a picture header. */
const maxLength = 700;

/**
 * Makes a text fit to fill a blank of a template. WhatsApp refuses new lines,
 * tabs and runs of more than three spaces there (132018, formerly 132012), and
 * empty values (131008): all white space becomes single spaces, and nothing
 * becomes a dash.
 */
export function cleanParameter(text: string): string {
  const clean = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return clean === '' ? '–' : cutText(clean, maxLength);
}
