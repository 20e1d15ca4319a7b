import type { Rendition } from '../words.ts';

/** By media types that are stored, what files of them end with. */
const endings: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'video/mp4': 'mp4',
};

/** What a file of a story is called on the device of whoever downloads it: whose, which, and in which size. */
export function downloadName(
  { username, code }: { username: string; code: string },
  { rendition, mimeType }: { rendition: Rendition; mimeType: string },
): string {
  const size = rendition === 'original' ? '' : `-${rendition}`;
  const ending = endings[mimeType];
  return `${username}-${code}${size}${ending === undefined ? '' : `.${ending}`}`;
}
