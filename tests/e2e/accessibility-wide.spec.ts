import { lookAtEveryScene } from './support/every-scene.ts';

const wide = { width: 1440, height: 800 };

lookAtEveryScene(
  'at 1440 px axe finds nothing, light or dark, and zoomed to 200 % nothing has to be scrolled sideways and every dialog can be finished',
  // Zoomed to 200 %, an open page has half as many pixels of its own each way.
  { opened: wide, axe: wide, fits: { width: 720, height: 400 } },
);
