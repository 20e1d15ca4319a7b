import { cleanParameter } from '#lib/whatsapp/clean-parameter.ts';
import { isolateText } from '../../i18n/isolate-text.ts';
import { type Blank, blankLengths, type TemplateTexts } from './template-texts.ts';

/** Ends of addresses, which an invisible sign would break; and the counts, which isolate their names themselves. */
const bare: readonly Blank[] = ['code', 'path', 'counts'];

/**
 * The text of a blank as WhatsApp takes it and as the line around it bears it:
 * cleaned, never empty, cut to its length, and in a right-to-left language
 * isolated.
 */
export function fillBlank(blank: Blank, text: string, texts: Pick<TemplateTexts, 'rightToLeft'>): string {
  const fit = cleanParameter(text, blankLengths[blank]);
  return texts.rightToLeft && !bare.includes(blank) ? isolateText(fit) : fit;
}
