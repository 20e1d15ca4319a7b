import type { Chance, Palette, Scene, Setting } from '../drawing.ts';
import { cover, darken, ellipse, glow, gradient, lighten, mix, r } from '../drawing.ts';
import { steam, vignette } from '../effects.ts';
import { drawVessel } from '../vessels.ts';

/** A cup on a harbour wall, the sun low over the water. */
export function drawSea({ chance, palette, phase }: Setting): Scene {
  const horizon = chance.between(930, 1080);
  const sunX = chance.between(260, 820);
  const sunY = horizon - chance.between(60, 250);
  const cupX = sunX > 540 ? chance.between(250, 380) : chance.between(700, 830);
  const lightFrom = sunX < cupX ? 'left' : 'right';
  const cup = drawVessel(
    {
      id: 'cup',
      shape: chance.pick(['cup', 'tumbler'] as const),
      x: cupX,
      y: 1705,
      width: 270,
      height: chance.between(190, 240),
      glaze: chance.pick(palette.glazes),
      clay: palette.clay,
      lightFrom,
      dip: chance.between(0.15, 0.35),
      handle: true,
      liquid: '#3b2012',
      speckled: true,
    },
    chance,
  );
  const stone = mix(palette.wall, palette.tableDeep, 0.35);
  return {
    layers: [
      { svg: drawSky(palette, horizon, sunX, sunY), scale: 0.25 },
      { svg: drawClouds(chance, palette, horizon, phase), scale: 0.25, blur: 24 },
      { svg: drawHeadlands(chance, palette, horizon), scale: 0.5, blur: 2 },
      { svg: drawWater(chance, palette, horizon, sunX, phase), scale: 0.5, blur: 1.2 },
      {
        svg: `<defs>${gradient('stone', [
          [0, lighten(stone, 0.3)],
          [0.12, stone],
          [1, darken(stone, 0.4)],
        ])}</defs><rect y="1600" width="1080" height="320" fill="url(#stone)"/>${grit(chance)}`,
        scale: 0.5,
        blur: 1.2,
      },
      { svg: cup.shadow, scale: 0.25, blur: 12, blend: 'multiply' },
      { svg: cup.body },
      steam(chance, cupX, 1480, 190, phase),
      {
        svg: `<defs>${glow(
          'flare',
          [
            [0, palette.light, 0.75],
            [0.3, palette.light, 0.22],
            [1, palette.light, 0],
          ],
          `gradientUnits="userSpaceOnUse" cx="${r(sunX)}" cy="${r(sunY)}" r="760"`,
        )}</defs>${cover('url(#flare)')}`,
        scale: 0.125,
        blend: 'screen',
      },
      vignette(palette, 0.24),
    ],
    headline: { y: 430, fill: palette.ink },
  };
}

function drawSky(palette: Palette, horizon: number, sunX: number, sunY: number): string {
  const [low, middle, high] = palette.sky;
  const sky = gradient(
    'sky',
    [
      [0, mix(high, low, 0.35)],
      [0.5, mix(middle, low, 0.35)],
      [0.85, low],
      [1, lighten(low, 0.3)],
    ],
    `gradientUnits="userSpaceOnUse" x1="0" y1="0" x2="0" y2="${r(horizon)}"`,
  );
  return `<defs>${sky}</defs>${cover('url(#sky)')}${ellipse(sunX, sunY, 92, 92, `fill="${lighten(palette.light, 0.5)}"`)}`;
}

function drawClouds(chance: Chance, palette: Palette, horizon: number, phase: number): string {
  let clouds = '';
  for (let band = 0; band < 22; band += 1) {
    const at = chance.next();
    const y = 120 + at * (horizon - 190);
    const long = chance.between(120, 460) * (0.5 + at);
    const colour = at > 0.55 ? mix(palette.sky[1], palette.sky[2], 0.35) : lighten(palette.sky[0], 0.45);
    clouds += ellipse(
      chance.between(-80, 1160) + phase * 26 * (1 - at),
      y,
      long,
      chance.between(7, 26),
      `fill="${colour}" opacity="${chance.between(0.2, 0.6).toFixed(2)}"`,
    );
  }
  return clouds;
}

function drawHeadlands(chance: Chance, palette: Palette, horizon: number): string {
  const side = chance.happens(0.5);
  let drawn = '';
  for (let cape = 0; cape < 3; cape += 1) {
    const reach = chance.between(260, 620) - cape * 60;
    const high = chance.between(60, 150) - cape * 20;
    const colour = mix(palette.sky[2], palette.sky[0], 0.5 - cape * 0.22);
    const x = (share: number) => (side ? share * reach : 1080 - share * reach);
    drawn += `<path d="M${r(x(-0.1))} ${r(horizon)}L${r(x(-0.1))} ${r(horizon - high)}C${r(x(0.3))} ${r(horizon - high * 1.2)} ${r(x(0.5))} ${r(horizon - high * 0.5)} ${r(x(0.7))} ${r(horizon - high * 0.42)}S${r(x(0.95))} ${r(horizon - 8)} ${r(x(1.05))} ${r(horizon)}Z" fill="${colour}"/>`;
  }
  return drawn;
}

function drawWater(chance: Chance, palette: Palette, horizon: number, sunX: number, phase: number): string {
  const deep = darken(palette.sky[2], 0.32);
  const defs = gradient('water', [
    [0, mix(palette.sky[0], palette.sky[2], 0.45)],
    [0.25, palette.sky[2]],
    [1, deep],
  ]);
  let waves = '';
  for (let line = 0; line < 150; line += 1) {
    const at = chance.next() ** 1.6;
    const y = horizon + 8 + at * (1620 - horizon);
    const sway = Math.sin(phase * 6.283 + line) * 14 * (0.2 + at);
    const long = 16 + at * chance.between(60, 240);
    waves += ellipse(
      chance.between(-60, 1140) + sway,
      y,
      long,
      1 + at * 5,
      `fill="${chance.happens(0.45) ? lighten(palette.sky[2], 0.35) : deep}" opacity="${chance.between(0.12, 0.4).toFixed(2)}"`,
    );
  }
  for (let glint = 0; glint < 190; glint += 1) {
    const at = chance.next() ** 1.3;
    const spread = 40 + at * 190;
    const shine = 0.35 + 0.6 * Math.abs(Math.sin(phase * 6.283 + glint * 1.7));
    waves += ellipse(
      sunX + chance.between(-1, 1) * chance.next() * spread,
      horizon + 5 + at * (1600 - horizon),
      8 + at * chance.between(14, 60),
      1 + at * 4.2,
      `fill="${lighten(palette.light, 0.4)}" opacity="${(shine * 0.8).toFixed(2)}"`,
    );
  }
  return `<defs>${defs}</defs><rect y="${r(horizon)}" width="1080" height="${r(1920 - horizon)}" fill="url(#water)"/>${waves}`;
}

function grit(chance: Chance): string {
  let dots = '';
  for (let dot = 0; dot < 220; dot += 1)
    dots += ellipse(
      chance.between(0, 1080),
      chance.between(1604, 1920),
      chance.between(1, 5),
      chance.between(1, 3),
      `fill="${chance.happens(0.5) ? '#000' : '#fff'}" opacity="0.1"`,
    );
  return dots;
}
