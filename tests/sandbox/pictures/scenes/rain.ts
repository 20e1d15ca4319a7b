import type { Chance, Scene, Setting } from '../drawing.ts';
import { cover, darken, ellipse, glow, gradient, lighten, mix, r } from '../drawing.ts';
import { lights, steam, vignette } from '../effects.ts';
import { drawVessel } from '../vessels.ts';

/** Rain on the window, the street out of focus behind it, something warm in front. */
export function drawRain({ chance, palette, phase }: Setting): Scene {
  const [deep, middle, lamp] = palette.night;
  const dusk = chance.happens(0.5);
  const top = dusk ? mix(palette.sky[2], deep, 0.35) : deep;
  const low = dusk ? mix(palette.sky[1], middle, 0.5) : mix(middle, lamp, 0.15);
  const x = chance.between(330, 750);
  const cup = drawVessel(
    {
      id: 'cup',
      shape: chance.pick(['cup', 'bowl', 'tumbler'] as const),
      x,
      y: 1735,
      width: 370,
      height: chance.between(230, 300),
      glaze: chance.pick(palette.glazes),
      clay: palette.clay,
      lightFrom: chance.happens(0.5) ? 'left' : 'right',
      dip: chance.between(0.12, 0.4),
      handle: chance.happens(0.6),
      liquid: '#33190c',
      speckled: true,
    },
    chance,
  );
  return {
    layers: [
      {
        svg: `<defs>${gradient('dusk', [
          [0, top],
          [0.55, mix(top, low, 0.6)],
          [0.8, low],
          [1, darken(low, 0.4)],
        ])}</defs>${cover('url(#dusk)')}${blocks(chance, top)}`,
        scale: 0.125,
        blur: 42,
      },
      lights(
        chance,
        [lamp, palette.light, mix(lamp, palette.glazes[1], 0.6), mix(palette.accent, '#ffffff', 0.35)],
        { top: 760, bottom: 1560, count: 34, size: 92 },
      ),
      { svg: drawDrops(chance, lighten(low, 0.35), top, phase) },
      {
        svg: `<defs>${gradient('sill', [
          [0, lighten(palette.table, 0.3)],
          [0.05, palette.table],
          [1, darken(palette.tableDeep, 0.45)],
        ])}</defs><rect y="1600" width="1080" height="320" fill="url(#sill)"/><rect y="1588" width="1080" height="14" fill="${darken(palette.tableDeep, 0.3)}"/>`,
        scale: 0.5,
        blur: 1.5,
      },
      { svg: cup.shadow, scale: 0.25, blur: 14, blend: 'multiply' },
      { svg: cup.body },
      {
        svg: `<defs>${glow('warm', [
          [0, lamp, 0.5],
          [1, lamp, 0],
        ])}</defs>${ellipse(x, 1650, 620, 420, 'fill="url(#warm)"')}`,
        scale: 0.125,
        blend: 'soft-light',
      },
      steam(chance, x, 1480, 270, phase),
      vignette({ ...palette, ink: '#07080d' }, 0.5),
    ],
    headline: { y: 430, fill: lighten(palette.light, 0.4) },
  };
}

function blocks(chance: Chance, colour: string): string {
  let drawn = '';
  for (let block = 0; block < 9; block += 1)
    drawn += `<rect x="${r(chance.between(-80, 1000))}" y="${r(chance.between(500, 1000))}" width="${r(chance.between(90, 260))}" height="1200" fill="${darken(colour, chance.between(0.1, 0.5))}" opacity="0.6"/>`;
  return drawn;
}

function drawDrops(chance: Chance, light: string, dark: string, phase: number): string {
  let drawn = `<defs>${gradient('drop', [
    [0, darken(dark, 0.3), 0.75],
    [0.5, mix(dark, light, 0.5), 0.3],
    [1, lighten(light, 0.4), 0.85],
  ])}${gradient('trail', [
    [0, '#fff', 0],
    [0.7, '#fff', 0.1],
    [1, '#fff', 0.26],
  ])}</defs>`;
  for (let drop = 0; drop < 250; drop += 1) {
    const size = 2.5 + chance.next() ** 4 * 20;
    drawn += drawDrop(chance.between(0, 1080), chance.between(0, 1590), size, chance.between(1, 1.3));
  }
  for (let trail = 0; trail < 11; trail += 1) {
    const x = chance.between(30, 1050);
    const long = chance.between(160, 620);
    const y = ((chance.between(0, 1500) + phase * chance.between(120, 420)) % 1560) - 10;
    const size = chance.between(9, 15);
    drawn += `<rect x="${r(x - size * 0.5)}" y="${r(Math.max(0, y - long))}" width="${r(size)}" height="${r(Math.min(long, y))}" fill="url(#trail)"/>${drawDrop(x, y, size, 1.5)}`;
  }
  return drawn;
}

function drawDrop(x: number, y: number, size: number, stretch: number): string {
  return `${ellipse(x, y, size, size * stretch, 'fill="url(#drop)"')}${ellipse(x - size * 0.3, y - size * stretch * 0.42, size * 0.22, size * 0.18, 'fill="#fff" opacity="0.8"')}`;
}
