import { lookAtEveryScene } from './support/every-scene.ts';
import { narrowest, zoomed } from './support/sideways.ts';

const wide = { width: 1440, height: 800 };

lookAtEveryScene(
  'in Arabic axe finds nothing at 1440 px, light or dark; zoomed to 200 % and at 320 px nothing has to be scrolled sideways and every dialog can be finished',
  { language: 'ar', opened: wide, axe: wide, fits: [zoomed, narrowest] },
);
