import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breakLines } from '#lib/reposts/design/break-lines.ts';
import { fontStack } from '#lib/reposts/design/font-stack.ts';
import { textDirection } from '#lib/reposts/design/text-direction.ts';

/** Every sign is ten pixels wide. */
const measure = (piece: string) => Array.from(piece).length * 10;
const linesOf = (text: string, width: number) => breakLines(text, width, measure).map((line) => line.text);

describe('breaking a text into lines', () => {
  it.each([
    ['words', 'one two three', 80, ['one two', 'three']],
    ['what was broken by hand', 'a\n\nb', 80, ['a', '', 'b']],
    ['a comma, which stays with its word', 'well, then', 50, ['well,', 'then']],
    ['a bracket, which goes with what it opens', 'now (here) it', 70, ['now', '(here)', 'it']],
    ['what is wider than a line', 'abcdefgh ij', 40, ['abcd', 'efgh', 'ij']],
    ['Japanese, which has no spaces', '東京の新作です', 40, ['東京の', '新作です']],
    ['Thai, which has none either', 'สวัสดีครับ', 70, ['สวัสดี', 'ครับ']],
    ['emoji, of which none is torn', '👩‍👩‍👧👩‍👩‍👧', 50, ['👩‍👩‍👧', '👩‍👩‍👧']],
    ['nothing', '', 80, ['']],
  ])('breaks %s', (_, text, width, lines) => expect(linesOf(text, width)).toEqual(lines));

  it('loses no letter and makes no line too wide where one letter fits', () => {
    const anyText = fc.string({
      unit: fc.constantFrom(...Array.from('ab ,.(–ع ش東の。ไก👍\n')),
      maxLength: 80,
    });
    const rule = fc.property(anyText, fc.integer({ min: 20, max: 200 }), (text, width) => {
      const lines = linesOf(text, width);
      const bare = (words: string) => words.replaceAll(/\s/g, '');
      return bare(lines.join('')) === bare(text) && lines.every((line) => measure(line) <= width);
    });
    expect(fc.check(rule, { numRuns: 500 }).counterexample).toBeNull();
  });
});

describe('the direction of a paragraph', () => {
  it.each([
    ['Hello', 'auto', 'ltr'],
    ['مرحبا', 'auto', 'rtl'],
    ['50% خصم', 'auto', 'rtl'],
    ['שלום Brand', 'auto', 'rtl'],
    ['Brand مرحبا', 'auto', 'ltr'],
    ['123 🎉', 'auto', 'ltr'],
    ['Hello', 'rtl', 'rtl'],
    ['مرحبا', 'ltr', 'ltr'],
  ] as const)('of %s, asked for as %s, is %s', (text, wanted, direction) =>
    expect(textDirection(text, wanted)).toBe(direction),
  );
});

describe('the families that a text is drawn in', () => {
  it.each([
    ['Latin alone', 'Olá, 10 % off', 'pt', []],
    ['Arabic', 'مرحبا', 'ar', ['Noto Sans Arabic Variable']],
    ['Hindi', 'नमस्ते', 'hi', ['Noto Sans Devanagari Variable']],
    ['Thai', 'สวัสดี', 'th', ['Noto Sans Thai Variable']],
    ['Hebrew', 'שלום', 'he', ['Noto Sans Hebrew Variable']],
    ['Japanese', 'こんにちは', 'en', ['Noto Sans JP Variable']],
    ['Korean', '안녕', 'en', ['Noto Sans KR Variable']],
    ['Han in Japan', '東京', 'ja-JP', ['Noto Sans JP Variable', 'Noto Sans SC Variable']],
    ['Han in China', '北京', 'zh-CN', ['Noto Sans SC Variable']],
    ['emoji, last', 'นี่ 🎉', 'th', ['Noto Sans Thai Variable', 'Noto Color Emoji']],
    ['a heart that is asked for in colour', 'I ❤️ it', 'en', ['Noto Color Emoji']],
    ['digits and a copyright sign, which are no emoji', '© 2026', 'en', []],
  ])('for %s are those it needs', (_, text, language, more) =>
    expect(fontStack('Inter', { text, language })).toEqual(['Inter', ...more]),
  );
});
