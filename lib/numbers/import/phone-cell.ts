import { unguardCell } from '../guard-cell.ts';
import { type ParsedNumber, parseNumber } from '../parse-number.ts';

/** What a spreadsheet did to a number, or what else is wrong with its cell. */
export type PhoneProblem =
  | 'numberMissing'
  | 'numberScientific'
  | 'numberHidden'
  | 'numberFormulaBroken'
  | 'numberSeveral'
  | 'numberExtension'
  | Extract<ParsedNumber, { ok: false }>['reason'];

export type PhoneCell =
  | {
      ok: true;
      e164: string;
      /** ISO 3166-1 alpha-2; null: of no one country. */
      country: string | null;
      /** The country was not written, and was taken from the region. */
      assumed: boolean;
    }
  | { ok: false; reason: PhoneProblem };

/**
 * Reads the cell of a number. What can be undone without guessing is undone: a
 * leading apostrophe, `="…"`, `.0` at the end, commas between thousands. Where
 * digits are lost, as in `4.91E+11`, nothing is guessed.
 * @param countries ISO 3166-1 alpha-2, for numbers without their country's code
 */
export function readPhoneCell(cell: string, countries: readonly string[]): PhoneCell {
  const text = mended(cell);
  const reason = wrongWith(text);
  if (reason) return { ok: false, reason };
  const parsed = parseNumber(text, countries);
  if (!parsed.ok) return parsed;
  const { e164, country } = parsed;
  return { ok: true, e164, country, assumed: !saysCountry(text, e164) };
}

function mended(cell: string): string {
  const bare = unguardCell(cell.normalize('NFKC').trim()).trim();
  const text = /^=\s*"(.*)"$/s.exec(bare)?.[1] ?? bare.replace(/^=(?=\s*\+?\d)/, '');
  const plain = text.replace(/^['’`]+/, '').trim();
  if (/^\+?\d{7,15}[.,]0+$/.test(plain)) return plain.replace(/[.,]0+$/, '');
  if (/^\+?\d{1,3}(?:,\d{3}){2,4}$/.test(plain)) return plain.replaceAll(',', '');
  return plain;
}

function wrongWith(text: string): PhoneProblem | undefined {
  if (text === '') return 'numberMissing';
  if (/^\+?\d+(?:[.,]\d+)?\s*E\s*\+?\d+$/i.test(text)) return 'numberScientific';
  if (/^#+$/.test(text)) return 'numberHidden';
  if (/^#[A-Z0-9/]+[!?]?$/i.test(text)) return 'numberFormulaBroken';
  if (text.length <= 120 && text.split(/[/;,|&\n]|\bor\b|\s(?=(?:\+|00)\d)/).filter(isWhole).length > 1)
    return 'numberSeveral';
  if (/(?:ext|extension|durchwahl|poste|ramal|x)\.?\s*\d{1,6}$/i.test(text)) return 'numberExtension';
  return undefined;
}

const isWhole = (part: string) => part.replaceAll(/\D/g, '').length >= 8;

const saysCountry = (text: string, e164: string): boolean =>
  /^[\s(]*(?:\+|00)/.test(text) || text.replaceAll(/\D/g, '') === e164.slice(1);
