import type { HeadlineLanguage } from './headlines.ts';
import { headlines } from './headlines.ts';
import type { Scene } from './drawing.ts';
import { chanceFrom } from './drawing.ts';
import { letterText, textWidth } from './lettering.ts';
import { paletteOf } from './palettes.ts';
import type { SceneName } from './scenes.ts';
import { drawScene, sceneNames } from './scenes.ts';

/**
 * Decides what a picture shows. The same seed and account give the same scene,
 * headline and light; `phase` (0 to 1) is the moment within a clip.
 */
export function composePicture(wanted: {
  seed: string;
  username: string;
  language: HeadlineLanguage;
  phase?: number;
  scene?: SceneName;
  /** Only the signature, for clips that any account may post. */
  wordless?: boolean;
}): { scene: Scene; lettering: string; name: SceneName } {
  const chance = chanceFrom(`${wanted.username}/${wanted.seed}`);
  const name = wanted.scene ?? chance.pick(sceneNames);
  const drawn = chance.pick(headlines[wanted.language][name]);
  const headline = wanted.wordless === true ? '' : drawn;
  const centred = chance.happens(0.35);
  const scene = drawScene(name, { chance, palette: paletteOf(wanted.username), phase: wanted.phase ?? 0 });
  return { scene, lettering: letterHeadline(headline, scene, centred), name };
}

/** The headline, as large as fits the column, over the brand's small signature. */
function letterHeadline(headline: string, scene: Scene, centred: boolean): string {
  const { y, fill } = scene.headline;
  const wanted = scene.headline.size ?? 124;
  const size = Math.min(wanted, (wanted * column) / Math.max(1, textWidth(headline, wanted)));
  const signature = 74 + textWidth('Kilnbird', 44, 16);
  const left = centred ? 540 - signature / 2 : margin;
  const mark =
    drawMark(left, 258, fill) +
    letterText('Kilnbird', { x: left + 74, y: 292, size: 44, fill, tracking: 16 });
  return (
    mark +
    letterText(headline, { x: centred ? 540 : margin - 4, y: y + 24, size, fill, tracking: -8, centred })
  );
}

const margin = 92;
const column = 1080 - margin * 2;

/** The brand's bird: a bowl with a beak. */
function drawMark(x: number, y: number, fill: string): string {
  return `<path d="M${x} ${y}h44l14 -9v9a29 29 0 0 1 -58 0Z" fill="${fill}"/><path d="M${x + 12} ${y - 8}q10 -16 24 0Z" fill="${fill}" opacity="0.75"/>`;
}
