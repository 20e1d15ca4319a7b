import { lookAtEveryScene } from './support/every-scene.ts';
import { narrowest, zoomed } from './support/sideways.ts';

lookAtEveryScene(
  'in English axe finds nothing at 360 px, light or dark; at 320 px and zoomed to 200 % nothing has to be scrolled sideways and every dialog can be finished',
  {
    language: 'en',
    opened: narrowest,
    fits: [narrowest, zoomed],
    axe: { width: 360, height: 800 },
    deviceScaleFactor: 2,
  },
);
