import { expect, test } from 'vitest';
import { readControlWord } from '#lib/webhooks/read-words.ts';

test.each([
  'STOP',
  'stop',
  ' Stop. ',
  'STOP!',
  'Arrêt',
  'arret',
  'PARAR',
  '停止',
  'Opt-out'.replace('-', ' '),
])('%s means leave', (text) => {
  expect(readControlWord(text)).toBe('stop');
});

test.each(['START', 'start', 'Começar', 'スタート', 'unstop'])('%s means come back', (text) => {
  expect(readControlWord(text)).toBe('start');
});

test.each(['', 'please do not stop', 'non-stop', 'Started?', '👍', 'stop '.repeat(40)])(
  '%s means neither',
  (text) => {
    expect(readControlWord(text)).toBeUndefined();
  },
);
