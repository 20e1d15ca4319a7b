import type { Chance, Scene, Setting } from '../drawing.ts';
import { cover, darken, ellipse, glow, gradient, lighten, mix, r } from '../drawing.ts';
import { lights, steam, vignette } from '../effects.ts';
import { drawVessel } from '../vessels.ts';

/** The city at night from the bar by the window. */
export function drawCity({ chance, palette, phase }: Setting): Scene {
  const moonX = chance.between(180, 900);
  const cupX = chance.between(330, 750);
  const cup = drawVessel(
    {
      id: 'cup',
      shape: chance.pick(['cup', 'bowl', 'tumbler'] as const),
      x: cupX,
      y: 1700,
      width: 330,
      height: chance.between(210, 270),
      glaze: mix(chance.pick(palette.glazes), palette.night[0], 0.35),
      clay: darken(palette.clay, 0.35),
      lightFrom: moonX < cupX ? 'left' : 'right',
      dip: 0.2,
      handle: chance.happens(0.6),
      liquid: '#1f100a',
    },
    chance,
  );
  const [deep, middle, lamp] = palette.night;
  return {
    layers: [
      {
        svg: `<defs>${gradient('night', [
          [0, deep],
          [0.45, middle],
          [0.75, mix(middle, lamp, 0.42)],
          [1, mix(middle, lamp, 0.2)],
        ])}${glow('halo', [
          [0, palette.light, 0.5],
          [1, palette.light, 0],
        ])}</defs>${cover('url(#night)')}${stars(chance)}${ellipse(moonX, 790, 210, 210, 'fill="url(#halo)"')}${ellipse(moonX, 790, 62, 62, `fill="${lighten(palette.light, 0.4)}"`)}`,
        scale: 0.5,
      },
      {
        svg: drawRow(chance, {
          base: 1560,
          low: 250,
          high: 560,
          wide: 90,
          colour: mix(middle, lamp, 0.28),
          lamp,
          lit: 0.3,
          cell: 13,
        }),
        scale: 0.5,
        blur: 3,
      },
      {
        svg: drawRow(chance, {
          base: 1600,
          low: 180,
          high: 470,
          wide: 130,
          colour: mix(middle, deep, 0.4),
          lamp,
          lit: 0.42,
          cell: 19,
        }),
        scale: 0.5,
        blur: 2,
      },
      {
        svg: drawRow(chance, {
          base: 1640,
          low: 90,
          high: 330,
          wide: 190,
          colour: darken(deep, 0.2),
          lamp,
          lit: 0.36,
          cell: 27,
        }),
        scale: 0.5,
        blur: 3,
      },
      lights(chance, [lamp, palette.light, mix(lamp, palette.accent, 0.35)], {
        top: 1380,
        bottom: 1610,
        count: 26,
        size: 46 + Math.sin(phase * 6.283) * 2,
      }),
      {
        svg: `<defs>${gradient('sill', [
          [0, mix(palette.tableDeep, lamp, 0.3)],
          [0.06, palette.tableDeep],
          [1, darken(palette.tableDeep, 0.7)],
        ])}</defs><rect y="1590" width="1080" height="330" fill="url(#sill)"/>`,
        scale: 0.5,
        blur: 2,
      },
      {
        svg: `<g opacity="0.5">${ellipse(cupX, 1760, 220, 40, `fill="${lamp}"`)}</g>`,
        scale: 0.125,
        blur: 40,
        blend: 'soft-light',
      },
      { svg: cup.shadow, scale: 0.25, blur: 14, blend: 'multiply' },
      { svg: cup.body },
      steam(chance, cupX, 1470, 230, phase),
      vignette({ ...palette, ink: '#05060c' }, 0.5),
    ],
    headline: { y: 430, fill: lighten(palette.light, 0.35) },
  };
}

type Row = {
  base: number;
  low: number;
  high: number;
  wide: number;
  colour: string;
  lamp: string;
  lit: number;
  cell: number;
};

function drawRow(chance: Chance, row: Row): string {
  let drawn = '';
  for (let x = -30; x < 1090;) {
    const wide = chance.between(0.6, 1.5) * row.wide;
    const tall = chance.between(row.low, row.high);
    const top = row.base - tall;
    drawn += `<rect x="${r(x)}" y="${r(top)}" width="${r(wide)}" height="${r(tall + 300)}" fill="${mix(row.colour, '#000000', chance.between(0, 0.25))}"/>`;
    const roof = chance.next();
    if (roof < 0.3)
      drawn += `<rect x="${r(x + wide * 0.46)}" y="${r(top - tall * 0.16)}" width="${r(Math.max(3, wide * 0.04))}" height="${r(tall * 0.17)}" fill="${row.colour}"/>`;
    else if (roof < 0.55)
      drawn += `<path d="M${r(x)} ${r(top + 1)}L${r(x + wide / 2)} ${r(top - wide * 0.3)}L${r(x + wide)} ${r(top + 1)}Z" fill="${row.colour}"/>`;
    drawn += drawWindows(chance, row, x, wide, top);
    x += wide + chance.between(-6, 10);
  }
  return drawn;
}

function drawWindows(chance: Chance, row: Row, x: number, wide: number, top: number): string {
  let drawn = '';
  const { cell } = row;
  for (let y = top + cell; y < row.base + 20; y += cell * 1.5) {
    for (let at = x + cell * 0.7; at < x + wide - cell * 0.8; at += cell * 1.2) {
      if (!chance.happens(row.lit)) continue;
      const colour = chance.happens(0.8) ? mix(row.lamp, '#fff3d6', chance.next() * 0.6) : '#bcd2ea';
      drawn += `<rect x="${r(at)}" y="${r(y)}" width="${r(cell * 0.62)}" height="${r(cell * 0.8)}" fill="${colour}" opacity="${chance.between(0.35, 0.95).toFixed(2)}"/>`;
    }
  }
  return drawn;
}

function stars(chance: Chance): string {
  let drawn = '';
  for (let star = 0; star < 90; star += 1)
    drawn += ellipse(
      chance.between(0, 1080),
      chance.between(0, 900),
      chance.between(0.8, 2.4),
      chance.between(0.8, 2.4),
      `fill="#fff" opacity="${chance.between(0.15, 0.7).toFixed(2)}"`,
    );
  return drawn;
}
