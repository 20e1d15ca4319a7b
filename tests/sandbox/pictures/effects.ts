import type { Chance, Layer, Palette } from './drawing.ts';
import { cover, curveThrough, ellipse, glow, gradient, r } from './drawing.ts';
import { drawTwig } from './leaves.ts';

/** Sunlight that falls through a window with bars onto a wall; `drift` moves it as the sun would. */
export function windowLight(
  palette: Palette,
  light: { x: number; y: number; size: number; lean: number; strength: number; drift?: number },
): Layer {
  let panes = '';
  const gap = light.size * 0.07;
  for (let row = 0; row < 3; row += 1) {
    for (let column = 0; column < 2; column += 1) {
      panes += `<rect x="${r(column * (light.size + gap))}" y="${r(row * (light.size * 1.15 + gap))}" width="${r(light.size)}" height="${r(light.size * 1.15)}" fill="${palette.light}" opacity="${r(light.strength)}"/>`;
    }
  }
  panes = `<rect x="-2000" y="-2000" width="5000" height="5000" fill="#1a0f0a" opacity="0.3"/>${panes}`;
  return {
    svg: `<g transform="translate(${r(light.x + (light.drift ?? 0))} ${r(light.y)}) skewX(${r(light.lean)}) skewY(${r(-light.lean * 0.35)})">${panes}</g>`,
    scale: 0.25,
    blur: 13,
    blend: 'soft-light',
  };
}

/** The shadow of a branch outside the window. */
export function branchShadow(
  chance: Chance,
  at: { x: number; y: number; length: number; angle: number; strength: number },
): Layer {
  const twig = drawTwig(
    {
      x: at.x,
      y: at.y,
      length: at.length,
      angle: at.angle,
      lean: chance.between(-0.25, 0.25),
      leaf: at.length * 0.24,
      fullness: chance.between(0.18, 0.3),
      colour: '#2a1a12',
      flat: true,
    },
    chance,
  );
  return { svg: `<g opacity="${r(at.strength)}">${twig}</g>`, scale: 0.25, blur: 20, blend: 'multiply' };
}

/** Steam over a cup; `phase` lets it curl over a clip. */
export function steam(chance: Chance, x: number, y: number, size: number, phase: number): Layer {
  let wisps = '';
  for (let wisp = 0; wisp < 4; wisp += 1) {
    const shift = chance.between(-0.3, 0.3) * size;
    const turn = chance.between(0, 6.3);
    const points: [number, number][] = [];
    for (let step = 0; step <= 8; step += 1) {
      const at = step / 8;
      points.push([
        x + shift * (1 + at * 0.5) + Math.sin(turn + at * 5 - phase * Math.PI * 4) * size * 0.16 * (0.3 + at),
        y - at * size * chance.between(1.9, 2.1),
      ]);
    }
    wisps += `<path d="${curveThrough(points)}" fill="none" stroke="url(#steam)" stroke-width="${r(size * chance.between(0.05, 0.13))}" stroke-linecap="round"/>`;
  }
  const fade = `<linearGradient id="steam" gradientUnits="userSpaceOnUse" x1="0" x2="0" y1="${r(y)}" y2="${r(y - size * 2)}"><stop offset="0" stop-color="#fff" stop-opacity="0.1"/><stop offset="0.3" stop-color="#fff" stop-opacity="0.5"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></linearGradient>`;
  return { svg: `<defs>${fade}</defs>${wisps}`, scale: 0.25, blur: 13, blend: 'screen' };
}

/** Something green and out of focus close to the lens, in a lower corner. */
export function nearLeaves(chance: Chance, palette: Palette, side: 'left' | 'right'): Layer {
  const x = side === 'left' ? -60 : 1140;
  const sign = side === 'left' ? 1 : -1;
  const twig = drawTwig(
    {
      x,
      y: 2000,
      length: chance.between(480, 640),
      angle: sign * chance.between(0.2, 0.5),
      lean: -sign * 0.2,
      leaf: 240,
      fullness: 0.3,
      colour: palette.leaf,
      flat: true,
    },
    chance,
  );
  return { svg: twig, scale: 0.25, blur: 22 };
}

/** Darker corners and a little veil behind the headline. */
export function vignette(palette: Palette, strength = 0.36): Layer {
  return {
    svg: `<defs>${glow(
      'vignette',
      [
        [0, palette.ink, 0],
        [0.62, palette.ink, 0],
        [1, palette.ink, strength],
      ],
      'cx="0.5" cy="0.52" r="0.78"',
    )}</defs>${cover('url(#vignette)')}`,
    scale: 0.25,
    blend: 'multiply',
  };
}

/** Out-of-focus lights. */
export function lights(
  chance: Chance,
  colours: readonly string[],
  area: { top: number; bottom: number; count: number; size: number },
): Layer {
  let discs = '';
  for (let count = 0; count < area.count; count += 1) {
    const size = chance.between(0.35, 1) * area.size;
    const x = chance.between(-40, 1120);
    const y = area.top + (area.bottom - area.top) * chance.next();
    const colour = chance.pick(colours);
    const strength = chance.between(0.16, 0.6);
    discs +=
      ellipse(x, y, size, size, `fill="${colour}" opacity="${strength.toFixed(2)}"`) +
      `<circle cx="${r(x)}" cy="${r(y)}" r="${r(size * 0.96)}" fill="none" stroke="#fff" stroke-opacity="${(strength * 0.5).toFixed(2)}" stroke-width="${r(size * 0.05)}"/>`;
  }
  return { svg: discs, scale: 0.5, blur: 3, blend: 'screen' };
}

/** A table top from a horizon downwards, with its grain. */
export function tableTop(palette: Palette, chance: Chance, horizon: number): string {
  let grain = '';
  for (let line = 0; line < 26; line += 1) {
    const at = line / 26;
    const y = horizon + (1920 - horizon) * at * at + 6;
    const points = [-40, 240, 520, 800, 1120].map(
      (x) => [x, y + chance.between(-5, 5) * (0.4 + at * 2)] as const,
    );
    grain += `<path d="${curveThrough(points)}" fill="none" stroke="${chance.happens(0.5) ? '#2a140a' : '#ffe9cf'}" stroke-opacity="${chance.between(0.04, 0.13).toFixed(2)}" stroke-width="${r(1 + at * chance.between(2, 9))}"/>`;
  }
  return `<defs>${gradient('table', [
    [0, palette.table],
    [0.5, palette.table],
    [1, palette.tableDeep],
  ])}${gradient(
    'tableGlow',
    [
      [0, palette.light, 0.4],
      [0.5, palette.light, 0.05],
      [1, '#000', 0.16],
    ],
    'x1="0" y1="0" x2="1" y2="0.4"',
  )}</defs><rect x="0" y="${r(horizon)}" width="1080" height="${r(1920 - horizon)}" fill="url(#table)"/>${grain}<rect x="0" y="${r(horizon)}" width="1080" height="${r(1920 - horizon)}" fill="url(#tableGlow)"/>`;
}

/** A wall, lit from one side. */
export function wall(palette: Palette, lightFrom: 'left' | 'right'): string {
  const at = lightFrom === 'left' ? 'x1="0" y1="0.1" x2="1" y2="0.9"' : 'x1="1" y1="0.1" x2="0" y2="0.9"';
  return `<defs>${gradient(
    'wall',
    [
      [0, palette.wall],
      [0.55, palette.wall],
      [1, palette.wallDeep],
    ],
    at,
  )}</defs>${cover('url(#wall)')}`;
}
