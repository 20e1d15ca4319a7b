import { expect, it } from 'vitest';
import { downloadName } from '#lib/media/download-name.ts';

const story = { username: 'kilnbird.br', code: 'ABC234' };

it.each([
  ['original', 'video/mp4', 'kilnbird.br-ABC234.mp4'],
  ['original', 'image/png', 'kilnbird.br-ABC234.png'],
  ['display', 'image/jpeg', 'kilnbird.br-ABC234-display.jpg'],
  ['thumbnail', 'image/webp', 'kilnbird.br-ABC234-thumbnail.webp'],
  // What nobody knows is left to the browser.
  ['original', 'application/octet-stream', 'kilnbird.br-ABC234'],
] as const)('a file %s of type %s is called %s', (rendition, mimeType, name) => {
  expect(downloadName(story, { rendition, mimeType })).toBe(name);
});
