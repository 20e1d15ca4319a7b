/** A line of a text, and whether a paragraph begins with it. */
export type Line = { text: string; paragraph: string };

/**
 * Breaks a text into lines no wider than allowed: at spaces, and where a
 * language writes none (Thai, Japanese), between its words. Only what is wider
 * than a line by itself is broken within, and never within a sign that is
 * written with several characters.
 * @param measure how wide a piece is when it is drawn
 */
export function breakLines(text: string, width: number, measure: (piece: string) => number): Line[] {
  return text
    .split('\n')
    .flatMap((paragraph) =>
      breakParagraph(paragraph, width, measure).map((line) => ({ text: line, paragraph })),
    );
}

function breakParagraph(paragraph: string, width: number, measure: (piece: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const unit of unitsOf(paragraph)) {
    if (measure((line + unit).trimEnd()) <= width) {
      line += unit;
      continue;
    }
    if (line.trim() !== '') lines.push(line.trimEnd());
    line = '';
    for (const piece of measure(unit.trimEnd()) <= width ? [unit] : graphemes(unit)) {
      if (line !== '' && measure((line + piece).trimEnd()) > width) {
        lines.push(line.trimEnd());
        line = '';
      }
      line += piece;
    }
  }
  return [...lines, line.trimEnd()];
}

/** Signs that open something belong to what follows, and other signs to what stands before. */
const opens = /^[\p{Ps}\p{Pi}¿¡#@$€£¥]+$/u;
const mark = /^[\p{P}\p{S}\p{M}]+$/u;

/** Pieces between which a line may be broken; spaces end a piece. */
function unitsOf(paragraph: string): string[] {
  const units: string[] = [];
  let opening = '';
  for (const { segment, isWordLike } of words.segment(paragraph)) {
    const before = units.at(-1);
    if (opens.test(segment)) opening += segment;
    else if (opening !== '') {
      units.push(opening + segment);
      opening = '';
    } else if (before !== undefined && /^\s+$/u.test(segment)) units[units.length - 1] = before + segment;
    else if (
      before !== undefined &&
      !isWordLike &&
      mark.test(segment) &&
      !pictograph.test(segment) &&
      !/\s$/u.test(before)
    )
      units[units.length - 1] = before + segment;
    else if (before !== undefined && isWordLike && joins.test(before))
      units[units.length - 1] = before + segment;
    else units.push(segment);
  }
  if (opening !== '') units.push(opening);
  return units;
}

const pictograph = /\p{Extended_Pictographic}/u;
/** A hyphen or slash within a word, as in and/or, does not let it go. */
const joins = /[\p{L}\p{N}][’'./&_]$/u;

const words = new Intl.Segmenter(undefined, { granularity: 'word' });
const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const graphemes = (text: string) => Array.from(letters.segment(text), ({ segment }) => segment);
