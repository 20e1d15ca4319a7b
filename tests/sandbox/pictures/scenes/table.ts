import type { Chance, Palette, Scene, Setting } from '../drawing.ts';
import { darken, ellipse, glow, lighten, r } from '../drawing.ts';
import { branchShadow, nearLeaves, steam, tableTop, vignette, wall, windowLight } from '../effects.ts';
import { drawTwig } from '../leaves.ts';
import { drawVessel } from '../vessels.ts';

/** A cup on a table, morning light through a window on the wall behind it. */
export function drawTable({ chance, palette, phase }: Setting): Scene {
  const lightFrom = chance.happens(0.5) ? 'left' : 'right';
  const away = lightFrom === 'left' ? 1 : -1;
  const horizon = chance.between(1150, 1270);
  const cupX = 540 + chance.between(-110, 110);
  const cupY = chance.between(1560, 1640);
  const size = chance.between(340, 410);
  const glaze = chance.pick(palette.glazes);
  const cup = drawVessel(
    {
      id: 'cup',
      shape: chance.pick(['cup', 'tumbler', 'bowl'] as const),
      x: cupX,
      y: cupY,
      width: size,
      height: size * chance.between(0.66, 0.86),
      glaze,
      clay: palette.clay,
      lightFrom,
      dip: chance.between(0.1, 0.3),
      handle: chance.happens(0.6),
      liquid: '#3b2012',
      speckled: chance.happens(0.6),
    },
    chance,
  );
  const companion = drawVessel(
    {
      id: 'jug',
      shape: chance.pick(['vase', 'moon', 'bottle'] as const),
      x: cupX - away * chance.between(340, 420),
      y: horizon + 130,
      width: 270,
      height: chance.between(310, 390),
      glaze: chance.pick(palette.glazes),
      clay: palette.clay,
      lightFrom,
      dip: 0.2,
    },
    chance,
  );
  const twig = drawTwig(
    {
      x: cupX - away * 380,
      y: horizon - 190,
      length: chance.between(250, 310),
      angle: away * chance.between(0, 0.35),
      lean: away * 0.25,
      leaf: 96,
      fullness: 0.24,
      colour: palette.leaf,
    },
    chance,
  );
  const top = cupY - size * 0.75;
  return {
    layers: [
      { svg: wall(palette, lightFrom), scale: 0.25 },
      windowLight(palette, {
        x: lightFrom === 'left' ? 380 : 40,
        y: 300,
        size: 270,
        lean: away * 14,
        strength: 0.85,
        drift: phase * 40,
      }),
      branchShadow(chance, {
        x: lightFrom === 'left' ? 1000 : 80,
        y: 1180,
        length: 720,
        angle: -away * 0.5,
        strength: 0.14,
      }),
      { svg: tableTop(palette, chance, horizon), scale: 0.5, blur: 2.5 },
      { svg: companion.shadow, scale: 0.25, blur: 14, blend: 'multiply' },
      { svg: twig + companion.body, scale: 0.5, blur: 4 },
      { svg: cup.shadow + saucerShadow(cupX, cupY, size, away), scale: 0.25, blur: 12, blend: 'multiply' },
      { svg: saucer(cupX, cupY, size, palette, chance) + cup.body },
      steam(chance, cupX, top + 20, 270, phase),
      nearLeaves(chance, palette, lightFrom),
      vignette(palette, 0.26),
    ],
    headline: { y: 480, fill: palette.ink },
  };
}

function saucer(x: number, y: number, size: number, palette: Palette, chance: Chance): string {
  const colour = chance.pick(palette.glazes);
  const radius = size * 0.82;
  const defs = `<defs>${glow('saucer', [
    [0, darken(colour, 0.32)],
    [0.42, darken(colour, 0.16)],
    [0.62, colour],
    [0.9, lighten(colour, 0.2)],
    [1, darken(colour, 0.1)],
  ])}</defs>`;
  return `${defs}${ellipse(x, y + 18, radius, radius * 0.25, `fill="${darken(colour, 0.45)}"`)}${ellipse(x, y + 6, radius, radius * 0.25, 'fill="url(#saucer)"')}<path d="M${r(x - radius * 0.97)} ${r(y + 12)}a${r(radius * 0.97)} ${r(radius * 0.24)} 0 0 0 ${r(radius * 1.94)} 0" fill="none" stroke="#fff" stroke-opacity="0.35" stroke-width="3"/>${ellipse(x, y + 4, size * 0.36, size * 0.085, 'fill="#1c0f08" opacity="0.45"')}`;
}

function saucerShadow(x: number, y: number, size: number, away: number): string {
  return ellipse(x + away * size * 0.16, y + 38, size * 0.92, size * 0.24, 'fill="#1c0f08" opacity="0.62"');
}
