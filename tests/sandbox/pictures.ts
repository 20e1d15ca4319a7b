import { readFile } from 'node:fs/promises';
import { brand } from './brand.ts';
import { composePicture } from './pictures/compose.ts';
import { chanceFrom } from './pictures/drawing.ts';
import type { HeadlineLanguage } from './pictures/headlines.ts';
import { renderScene } from './pictures/render.ts';

/**
 * A story picture as an account of the demo brand might post it: JPEG, 1080 by
 * 1920, about 300 kB. The same seed and account always give the same picture.
 * It needs no font and no network.
 */
export async function storyPicture(wanted: { seed: string | number; username: string }): Promise<Buffer> {
  const { scene, lettering } = composePicture({
    seed: String(wanted.seed),
    username: wanted.username,
    language: languageOf(wanted.username),
  });
  return renderScene(scene, lettering);
}

/**
 * A short vertical clip (H.264 and AAC, index first, no edit list) and its first
 * frame as JPEG. The clips are files made once by `assets/make-clips.ts`; the
 * seed chooses among them.
 */
export async function storyVideo(seed: string | number): Promise<{ mp4: Buffer; thumbnail: Buffer }> {
  const clip = chanceFrom(`clip/${seed}`).pick(clips);
  const [mp4, thumbnail] = await Promise.all([readAsset(`${clip}.mp4`), readAsset(`${clip}.jpg`)]);
  return { mp4, thumbnail };
}

/** Names of the files in `assets/`, without their endings. */
export const clips = ['harbour', 'rainy-window'] as const;

function readAsset(name: string): Promise<Buffer> {
  return readFile(new URL(`assets/${name}`, import.meta.url));
}

/** The headline's language is that of the account's region; a stranger gets English. */
function languageOf(username: string): HeadlineLanguage {
  const region = brand.regions.find(({ accounts }) =>
    accounts.some((account) => account.username === username),
  );
  const language = region?.language.slice(0, 2) ?? 'en';
  return isHeadlineLanguage(language) ? language : 'en';
}

function isHeadlineLanguage(language: string): language is HeadlineLanguage {
  return ['en', 'pt', 'es', 'fr', 'de', 'ja'].includes(language);
}
