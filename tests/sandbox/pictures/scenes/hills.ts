import type { Chance, Palette, Scene, Setting } from '../drawing.ts';
import { cover, curveThrough, darken, ellipse, glow, gradient, lighten, mix, r } from '../drawing.ts';
import { nearLeaves, vignette } from '../effects.ts';

/** Coffee country at daybreak: ridge behind ridge, mist in the valleys, rows of bushes in front. */
export function drawHills({ chance, palette, phase }: Setting): Scene {
  const sunX = chance.between(240, 840);
  const sunY = chance.between(720, 860);
  const ridges = Array.from({ length: 6 }, (_, index) => drawRidge(index, chance, palette));
  return {
    layers: [
      { svg: drawDawn(palette, sunX, sunY), scale: 0.25 },
      { svg: ridges.slice(0, 4).join('') + mist(chance, palette, 980, 1330, phase), scale: 0.5, blur: 1.5 },
      { svg: mist(chance, palette, 1180, 1420, phase), scale: 0.25, blur: 54 },
      { svg: ridges.slice(4).join(''), scale: 0.5, blur: 1 },
      { svg: mist(chance, palette, 1400, 1540, phase), scale: 0.25, blur: 54 },
      { svg: drawRows(chance, palette) + drawBirds(chance, palette, phase) },
      {
        svg: `<defs>${glow(
          'flare',
          [
            [0, palette.light, 0.7],
            [0.35, palette.light, 0.2],
            [1, palette.light, 0],
          ],
          `gradientUnits="userSpaceOnUse" cx="${r(sunX)}" cy="${r(sunY)}" r="800"`,
        )}</defs>${cover('url(#flare)')}`,
        scale: 0.125,
        blend: 'screen',
      },
      nearLeaves(chance, palette, sunX > 540 ? 'left' : 'right'),
      vignette(palette, 0.24),
    ],
    headline: { y: 430, fill: palette.ink },
  };
}

function drawDawn(palette: Palette, sunX: number, sunY: number): string {
  const [low, middle, high] = palette.sky;
  return `<defs>${gradient('sky', [
    [0, mix(high, low, 0.4)],
    [0.28, mix(middle, low, 0.4)],
    [0.55, low],
    [1, low],
  ])}</defs>${cover('url(#sky)')}${ellipse(sunX, sunY, 105, 105, `fill="${lighten(palette.light, 0.45)}"`)}`;
}

function drawRidge(index: number, chance: Chance, palette: Palette): string {
  const base = 880 + index * 108;
  const high = 130 - index * 12;
  const waves = [chance.between(0, 6), chance.between(0, 6), chance.between(0, 6)] as const;
  const points: [number, number][] = [];
  for (let x = -40; x <= 1120; x += 40) {
    const at = x / 1080;
    const rise =
      Math.sin(at * 3.1 + waves[0]) * 0.55 +
      Math.sin(at * 7.3 + waves[1]) * 0.3 +
      Math.sin(at * 17 + waves[2]) * 0.1 * (index < 3 ? 1 : 0.4);
    points.push([x, base - rise * high]);
  }
  const far = mix(palette.sky[2], palette.sky[0], 0.5);
  const near = darken(palette.leaf, 0.35);
  const colour = mix(far, near, index / 5);
  return `<defs>${gradient(
    `ridge${index}`,
    [
      [0, colour],
      [0.3, mix(colour, palette.sky[0], 0.25)],
      [1, mix(colour, lighten(palette.sky[0], 0.2), 0.6)],
    ],
    `gradientUnits="userSpaceOnUse" x1="0" x2="0" y1="${base - high}" y2="${base + 320}"`,
  )}</defs><path d="${curveThrough(points)}V1920H-40Z" fill="url(#ridge${index})"/>`;
}

function mist(chance: Chance, palette: Palette, top: number, bottom: number, phase: number): string {
  let drawn = '';
  for (let bank = 0; bank < 9; bank += 1)
    drawn += ellipse(
      chance.between(-100, 1180) + phase * 40,
      chance.between(top, bottom),
      chance.between(220, 520),
      chance.between(22, 60),
      `fill="${lighten(palette.sky[0], 0.4)}" opacity="${chance.between(0.2, 0.5).toFixed(2)}"`,
    );
  return drawn;
}

function drawRows(chance: Chance, palette: Palette): string {
  const ground = darken(palette.leaf, 0.5);
  let drawn = `<defs>${gradient('slope', [
    [0, mix(ground, palette.sky[0], 0.28)],
    [1, ground],
  ])}</defs><path d="M-20 1590C260 1500 620 1500 1100 1600V1940H-20Z" fill="url(#slope)"/>`;
  for (let row = 0; row < 7; row += 1) {
    const at = row / 6;
    const y = 1570 + at * at * 380;
    const size = 17 + at * 62;
    for (let x = -30; x < 1130; x += size * 0.78) {
      const lift = Math.sin((x / 1080) * Math.PI) * -62 * (1 - at * 0.6);
      const cx = x + chance.between(-5, 5);
      const cy = y + lift + chance.between(-3, 3) * (1 + at * 2);
      const colour = mix(
        mix(palette.leaf, ground, 0.25 + chance.next() * 0.5),
        palette.sky[0],
        0.2 * (1 - at),
      );
      drawn +=
        ellipse(cx, cy + size * 0.14, size * 0.62, size * 0.5, `fill="${darken(colour, 0.4)}"`) +
        ellipse(cx, cy, size * 0.58, size * 0.46, `fill="${colour}"`) +
        ellipse(
          cx - size * 0.12,
          cy - size * 0.16,
          size * 0.34,
          size * 0.22,
          `fill="${lighten(colour, 0.22)}" opacity="0.7"`,
        );
      if (at > 0.5 && chance.happens(0.5))
        drawn += ellipse(
          cx + chance.between(-0.3, 0.3) * size,
          cy,
          size * 0.05,
          size * 0.05,
          'fill="#c4412d"',
        );
    }
  }
  return drawn;
}

function drawBirds(chance: Chance, palette: Palette, phase: number): string {
  let drawn = '';
  const x = chance.between(480, 660);
  const y = chance.between(760, 860);
  for (let bird = 0; bird < 6; bird += 1) {
    const size = chance.between(13, 25);
    const flap = Math.sin(phase * 50 + bird * 2) * 0.3 + 0.7;
    const cx = x + bird * chance.between(26, 56) + phase * 60;
    const cy = y - bird * chance.between(4, 22);
    drawn += `<path d="M${r(cx - size)} ${r(cy - size * 0.5 * flap)}Q${r(cx - size * 0.4)} ${r(cy - size * 0.5 * flap)} ${r(cx)} ${r(cy)}Q${r(cx + size * 0.4)} ${r(cy - size * 0.5 * flap)} ${r(cx + size)} ${r(cy - size * 0.5 * flap)}" fill="none" stroke="${palette.ink}" stroke-opacity="0.7" stroke-width="4" stroke-linecap="round"/>`;
  }
  return drawn;
}
