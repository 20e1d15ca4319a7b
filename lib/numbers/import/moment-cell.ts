import { isMatch } from 'date-fns/isMatch';

export type MomentProblem = 'momentUnreadable' | 'momentAmbiguous' | 'momentSerial' | 'momentLater';
export type MomentCell = { ok: true; at: Date } | { ok: false; reason: MomentProblem };

const iso =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s*(Z|[+-]\d{2}:?\d{2})?)?$/;
const local = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:,?\s+(\d{1,2}:\d{2}(?::\d{2})?))?$/;

/**
 * Reads when an opt-in was given: ISO 8601, or day, month and year as
 * spreadsheets write them. Without a zone it is taken as UTC. `03/04/2026` is
 * March in one country and April in another, and is not guessed.
 * @param now nothing may have been given after it
 */
export function readMomentCell(cell: string, now: Date): MomentCell {
  const text = cell.trim();
  if (/^\d{5}([.,]\d+)?$/.test(text)) return { ok: false, reason: 'momentSerial' };
  const written = isoForm(text);
  if (written === 'ambiguous') return { ok: false, reason: 'momentAmbiguous' };
  const at = written === undefined ? undefined : new Date(written);
  if (!at || Number.isNaN(at.getTime())) return { ok: false, reason: 'momentUnreadable' };
  // A day is spared, since a date without a zone may be tomorrow's somewhere.
  if (at.getTime() > now.getTime() + 86_400_000) return { ok: false, reason: 'momentLater' };
  return { ok: true, at };
}

/** @returns ISO 8601, or `ambiguous`; undefined when it is no day at all */
function isoForm(text: string): string | undefined {
  const exact = iso.exec(text);
  if (exact) {
    const [, year, month, day, time = '00:00', zone = 'Z'] = exact;
    return checked(`${year}-${month}-${day}`, time, zone);
  }
  const parts = local.exec(text);
  if (!parts) return undefined;
  const [, first = '', sign, second = '', year, time = '00:00'] = parts;
  if (sign !== '.' && first !== second && Number(first) <= 12 && Number(second) <= 12) return 'ambiguous';
  const [day, month] = sign === '.' || Number(first) > 12 ? [first, second] : [second, first];
  return checked(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`, time.padStart(5, '0'), 'Z');
}

/** JavaScript takes the 31st of February for the 3rd of March. */
const checked = (date: string, time: string, zone: string) =>
  isMatch(date, 'yyyy-MM-dd') ? `${date}T${time}${zone}` : undefined;
