import type { TextDirection } from './design.ts';

const rightToLeft =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/**
 * In which direction a paragraph runs: as its layer says, or by its first
 * letter (Unicode Bidirectional Algorithm, P2 and P3).
 */
export function textDirection(paragraph: string, wanted: TextDirection): 'ltr' | 'rtl' {
  if (wanted !== 'auto') return wanted;
  const letter = /\p{L}/u.exec(paragraph)?.[0];
  return letter !== undefined && rightToLeft.test(letter) ? 'rtl' : 'ltr';
}
