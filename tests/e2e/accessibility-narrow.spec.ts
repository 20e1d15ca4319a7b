import { lookAtEveryScene } from './support/every-scene.ts';

const narrowest = { width: 320, height: 640 };

lookAtEveryScene(
  'at 320 px nothing has to be scrolled sideways and every dialog can be finished, at 360 px axe finds nothing, light or dark',
  { opened: narrowest, fits: narrowest, axe: { width: 360, height: 800 }, deviceScaleFactor: 2 },
);
