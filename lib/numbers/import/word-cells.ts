import { readQuietHours } from '../../regions/quiet-hours.ts';
import { type Hearing, hearings, type NumberKind, type NumberState, numberStates } from '../../words.ts';
import { buzzIntervals } from '../list-columns.ts';
import { fold } from './fold.ts';

const kindWords: Record<NumberKind, readonly string[]> = {
  person:
    'person|personal|private|individual|employee|persona|personne|pessoa|persoon|mitarbeiter|個人|个人'.split(
      '|',
    ),
  team: 'team|team phone|shared|group|office|equipe|equipo|equipa|squadra|gruppe|grupo|groep|チーム|团队'.split(
    '|',
  ),
};

/** Whose phone it is, in words of several languages; undefined when it is neither. */
export function readKindCell(cell: string): NumberKind | undefined {
  const word = fold(cell);
  return (['person', 'team'] as const).find((kind) => kindWords[kind].includes(word));
}

const never = 'none|never|no|off|keine|nie|aucune|jamais|nunca|ninguna|nenhuma|mai|nessuna|geen'.split('|');
const clock = String.raw`(\d{1,2})(?:[:.h](\d{2})?)?\s*(?:h|uhr)?`;
const hours = new RegExp(String.raw`^${clock}\s*(?:[-–—]|to|bis|a|à|until)\s*${clock}$`, 'i');

/** Quiet hours as they are stored, out of `22:00-07:30`, `22-7`, `22h – 7h30` or a word for never; undefined when it is none of it. */
export function readQuietCell(cell: string): string | undefined {
  if (never.includes(fold(cell))) return 'none';
  const match = hours.exec(cell.trim());
  if (!match) return undefined;
  const [, from = '', fromMinutes = '00', until = '', untilMinutes = '00'] = match;
  const text = `${from.padStart(2, '0')}:${fromMinutes}-${until.padStart(2, '0')}:${untilMinutes}`;
  return readQuietHours(text) ? text : undefined;
}

/** Minutes between two buzzes, one of those that may be chosen; undefined when it is none. */
export function readBuzzCell(cell: string): number | undefined {
  const minutes = /^(\d{1,3})(?:[.,]0+)?\s*(?:m|min|mins|minutes?|minuten|minutos?|minuti)?\.?$/i.exec(
    cell.trim(),
  )?.[1];
  return buzzIntervals.find((each) => each === Number(minutes ?? Number.NaN));
}

const hearsWords: Record<Hearing, readonly string[]> = {
  all: 'all|everything|everything as it comes|every story|at once|alles|alle|tout|toutes|todo|todas|tudo|tutto|все|すべて|全部|전체'.split(
    '|',
  ),
  summaries:
    'summaries|summary|summary only|summaries only|the day s summary only|daily|digest|zusammenfassung|nur zusammenfassung|resume|resumen|resumo|riepilogo|samenvatting|сводка|まとめ|摘要|요약'.split(
      '|',
    ),
};

/** What its holder hears: all, or the summary alone; undefined when it is neither. */
export function readHearsCell(cell: string): Hearing | undefined {
  const word = fold(cell);
  return hearings.find((each) => hearsWords[each].some((known) => fold(known) === word));
}

/** A number's state, as an export names it; undefined when it is none. */
export function readStateCell(cell: string): NumberState | undefined {
  const word = fold(cell);
  return numberStates.find((state) => fold(state) === word);
}
