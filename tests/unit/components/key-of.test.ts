import { describe, expect, it } from 'vitest';
import { keyOf } from '#components/keys/key-of.ts';

const none = { ctrlKey: false, metaKey: false, altKey: false, isComposing: false };

describe('a key', () => {
  it.each([
    ['a letter', { key: 'j', code: 'KeyJ' }, 'j'],
    ['a capital', { key: 'J', code: 'KeyJ' }, 'j'],
    ['a letter where another keyboard has it', { key: 'q', code: 'KeyA' }, 'q'],
    ['a Cyrillic letter, by what is printed beside it', { key: 'о', code: 'KeyJ' }, 'j'],
    ['an Arabic letter', { key: 'ت', code: 'KeyJ' }, 'j'],
    ['a sign', { key: '?', code: 'Slash' }, '?'],
    ['a slash of a numeric pad', { key: '/', code: 'NumpadDivide' }, '/'],
    ['Escape', { key: 'Escape', code: 'Escape' }, undefined],
    ['a letter with Ctrl', { key: 'k', code: 'KeyK', ctrlKey: true }, undefined],
    ['a letter with Cmd', { key: 'k', code: 'KeyK', metaKey: true }, undefined],
    ['a letter with Alt', { key: 'f', code: 'KeyF', altKey: true }, undefined],
    ['a letter of a word that is being composed', { key: 'か', code: 'KeyK', isComposing: true }, undefined],
  ])('that is %s is told as what it means', (_what, pressed, expected) => {
    expect(keyOf({ ...none, ...pressed })).toBe(expected);
  });
});
