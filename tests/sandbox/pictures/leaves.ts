import type { Chance } from './drawing.ts';
import { curveThrough, darken, lighten, r } from './drawing.ts';

/** One leaf, its tip `length` away from its foot in the direction `angle` (degrees, 0 points up). */
export function drawLeaf(leaf: Leaf): string {
  const { length, breadth } = leaf;
  const half = `M0 0C${r(breadth)} ${r(-length * 0.3)} ${r(breadth * 0.8)} ${r(-length * 0.75)} 0 ${r(-length)}`;
  const other = `M0 0C${r(-breadth)} ${r(-length * 0.3)} ${r(-breadth * 0.8)} ${r(-length * 0.75)} 0 ${r(-length)}`;
  if (leaf.flat === true) return place(leaf, `<path d="${half}Z${other}Z" fill="${leaf.colour}"/>`);
  let veins = '';
  const veined = length > 90 ? 0.85 : 0;
  for (let at = 0.2; at < veined; at += 0.12) {
    const reach = breadth * 0.5 * Math.sin(at * Math.PI);
    veins += `<path d="M${r(-reach)} ${r(-length * (at + 0.12))}L0 ${r(-length * at)}L${r(reach)} ${r(-length * (at + 0.12))}" fill="none"/>`;
  }
  return place(
    leaf,
    `<path d="${half}Z" fill="${darken(leaf.colour, 0.2)}"/><path d="${other}Z" fill="${lighten(leaf.colour, 0.1)}"/><g stroke="${lighten(leaf.colour, 0.38)}" stroke-opacity="0.45" stroke-width="${r(Math.max(1, length / 110))}"><path d="M0 0L0 ${r(-length * 0.94)}"/>${veins}</g>`,
  );
}

export type Leaf = {
  x: number;
  y: number;
  length: number;
  breadth: number;
  angle: number;
  colour: string;
  /** A silhouette, for shadows and for what is out of focus. */
  flat?: boolean;
};

/** A twig with leaves in pairs, curving towards `lean`; the same chances draw the same twig. */
export function drawTwig(twig: Twig, chance: Chance): string {
  const points: [number, number][] = [];
  const steps = 9;
  for (let step = 0; step <= steps; step += 1) {
    const at = step / steps;
    const bend = twig.lean * at * at * twig.length;
    points.push([
      twig.x + Math.sin(twig.angle) * at * twig.length + Math.cos(twig.angle) * bend,
      twig.y - Math.cos(twig.angle) * at * twig.length + Math.sin(twig.angle) * bend,
    ]);
  }
  let drawn = `<path d="${curveThrough(points)}" fill="none" stroke="${darken(twig.colour, 0.3)}" stroke-width="${r(twig.leaf / 16)}" stroke-linecap="round"/>`;
  for (let step = 2; step <= steps; step += 1) {
    const [x, y] = points[step] ?? [twig.x, twig.y];
    const [fromX, fromY] = points[step - 1] ?? [twig.x, twig.y];
    const ahead = (Math.atan2(x - fromX, fromY - y) * 180) / Math.PI;
    const size = twig.leaf * (1 - (step / steps) * 0.4);
    for (const side of [-1, 1]) {
      const angle = ahead + side * chance.between(32, 62);
      const length = size * chance.between(0.8, 1.15);
      drawn += drawLeaf({
        x,
        y,
        length,
        breadth: length * twig.fullness,
        angle,
        colour: chance.happens(0.4) ? lighten(twig.colour, 0.14) : twig.colour,
        flat: twig.flat === true,
      });
    }
  }
  const [tipX, tipY] = points.at(-1) ?? [twig.x, twig.y];
  return (
    drawn +
    drawLeaf({
      x: tipX,
      y: tipY,
      length: twig.leaf * 0.7,
      breadth: twig.leaf * 0.7 * twig.fullness,
      angle: (twig.angle * 180) / Math.PI + twig.lean * 60,
      colour: twig.colour,
      flat: twig.flat === true,
    })
  );
}

export type Twig = {
  x: number;
  y: number;
  length: number;
  /** Radians, 0 points up. */
  angle: number;
  lean: number;
  leaf: number;
  /** Breadth of a leaf as a share of its length. */
  fullness: number;
  colour: string;
  flat?: boolean;
};

function place(leaf: Leaf, drawn: string): string {
  return `<g transform="translate(${r(leaf.x)} ${r(leaf.y)}) rotate(${r(leaf.angle)})">${drawn}</g>`;
}
