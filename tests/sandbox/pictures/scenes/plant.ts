import type { Chance, Scene, Setting } from '../drawing.ts';
import { darken, ellipse, gradient, lighten, mix, r } from '../drawing.ts';
import { vignette, wall, windowLight } from '../effects.ts';
import { drawLeaf, drawTwig } from '../leaves.ts';
import { drawVessel } from '../vessels.ts';

/** A potted plant before a painted arch. */
export function drawPlant({ chance, palette, phase }: Setting): Scene {
  const lightFrom = chance.happens(0.5) ? 'left' : 'right';
  const away = lightFrom === 'left' ? 1 : -1;
  const x = 540 + chance.between(-90, 90);
  const floor = 1500;
  const painted = mix(chance.pick(palette.glazes.slice(1)), palette.wall, 0.25);
  const pot = drawVessel(
    {
      id: 'pot',
      shape: chance.pick(['pot', 'moon', 'tumbler'] as const),
      x,
      y: 1690,
      width: chance.between(350, 430),
      height: chance.between(330, 410),
      glaze: chance.pick([palette.glazes[0], palette.glazes[1], palette.glazes[3]]),
      clay: palette.clay,
      lightFrom,
      dip: chance.between(0.2, 0.5),
      speckled: true,
    },
    chance,
  );
  const foliage = chance.happens(0.5)
    ? broadLeaves(chance, x, palette.leaf, phase)
    : branches(chance, x, palette.leaf, phase);
  const side = drawVessel(
    {
      id: 'side',
      shape: chance.pick(['cup', 'bowl', 'bottle'] as const),
      x: x - away * 330,
      y: 1740,
      width: 190,
      height: 170,
      glaze: chance.pick(palette.glazes),
      clay: palette.clay,
      lightFrom,
      dip: 0.24,
      handle: chance.happens(0.5),
    },
    chance,
  );
  const arch = `<path d="M${r(x - 350)} ${floor}V1010A350 350 0 0 1 ${r(x + 350)} 1010V${floor}Z" fill="url(#arch)"/>`;
  return {
    layers: [
      { svg: wall(palette, lightFrom), scale: 0.25 },
      {
        svg: `<defs>${gradient('arch', [
          [0, lighten(painted, 0.12)],
          [1, darken(painted, 0.18)],
        ])}</defs>${arch}`,
        scale: 0.5,
      },
      windowLight(palette, {
        x: lightFrom === 'left' ? 200 : 60,
        y: 700,
        size: 330,
        lean: away * 16,
        strength: 0.7,
        drift: phase * 40,
      }),
      {
        svg: `<g transform="translate(${away * 110} 46)" opacity="0.5">${silhouette(foliage)}</g>`,
        scale: 0.25,
        blur: 15,
        blend: 'multiply',
      },
      {
        svg: `<defs>${gradient('floor', [
          [0, lighten(palette.table, 0.16)],
          [1, palette.tableDeep],
        ])}</defs><rect y="${floor}" width="1080" height="${1920 - floor}" fill="url(#floor)"/><rect y="${floor}" width="1080" height="10" fill="#fff" opacity="0.16"/>`,
        scale: 0.5,
        blur: 2,
      },
      { svg: pot.shadow + side.shadow, scale: 0.25, blur: 13, blend: 'multiply' },
      { svg: foliage + pot.body + ellipse(x, 0, 0, 0, '') + side.body },
      vignette(palette, 0.24),
    ],
    headline: { y: 440, fill: palette.ink },
  };
}

function broadLeaves(chance: Chance, x: number, colour: string, phase: number): string {
  let drawn = '';
  for (let count = 0; count < 15; count += 1) {
    const angle = chance.between(-66, 66);
    const reach = chance.between(140, 430) * (1 - Math.abs(angle) / 160);
    const footX = x + Math.sin((angle * Math.PI) / 180) * reach;
    const footY = 1350 - Math.cos((angle * Math.PI) / 180) * reach;
    const sway = Math.sin(phase * 6.283 + count) * 1.6;
    drawn += `<path d="M${r(x + angle * 0.6)} 1370Q${r(x + angle * 1.4)} 1240 ${r(footX)} ${r(footY)}" fill="none" stroke="${darken(colour, 0.3)}" stroke-width="9"/>`;
    drawn += drawLeaf({
      x: footX,
      y: footY,
      length: chance.between(230, 330),
      breadth: chance.between(80, 125),
      angle: angle * 1.25 + chance.between(-14, 14) + sway,
      colour: mix(colour, chance.pick(['#1f3326', '#a9b86a', colour]), chance.between(0, 0.4)),
    });
  }
  return drawn;
}

function branches(chance: Chance, x: number, colour: string, phase: number): string {
  let drawn = '';
  for (let count = 0; count < 8; count += 1) {
    const angle = -0.85 + (count / 7) * 1.7 + chance.between(-0.08, 0.08);
    drawn += drawTwig(
      {
        x: x + angle * 60,
        y: 1380,
        length: chance.between(480, 640),
        angle,
        lean: chance.between(-0.1, 0.3) * Math.sign(angle) + Math.sin(phase * 6.283 + count) * 0.015,
        leaf: chance.between(115, 160),
        fullness: 0.3,
        colour: mix(colour, chance.pick(['#1f3326', '#b8c07a', colour]), chance.between(0, 0.35)),
      },
      chance,
    );
  }
  return drawn;
}

/** The same drawing in one dark colour. */
function silhouette(drawn: string): string {
  return drawn.replace(/(fill|stroke)="#[0-9a-f]{6}"/g, '$1="#2a1a12"');
}
