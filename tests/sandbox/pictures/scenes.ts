import type { Scene, Setting } from './drawing.ts';
import { drawCity } from './scenes/city.ts';
import { drawFlatlay } from './scenes/flatlay.ts';
import { drawHills } from './scenes/hills.ts';
import { drawPlant } from './scenes/plant.ts';
import { drawPour } from './scenes/pour.ts';
import { drawRain } from './scenes/rain.ts';
import { drawSea } from './scenes/sea.ts';
import { drawShelf } from './scenes/shelf.ts';
import { drawTable } from './scenes/table.ts';

/** What the brand's teams photograph. */
export const sceneNames = [
  'table',
  'flatlay',
  'sea',
  'hills',
  'city',
  'shelf',
  'plant',
  'rain',
  'pour',
] as const;
export type SceneName = (typeof sceneNames)[number];

export function drawScene(name: SceneName, setting: Setting): Scene {
  return painters[name](setting);
}

const painters: Record<SceneName, (setting: Setting) => Scene> = {
  table: drawTable,
  flatlay: drawFlatlay,
  sea: drawSea,
  hills: drawHills,
  city: drawCity,
  shelf: drawShelf,
  plant: drawPlant,
  rain: drawRain,
  pour: drawPour,
};
