import type { Chance } from './drawing.ts';
import { curveThrough, darken, ellipse, glow, gradient, lighten, mix, r } from './drawing.ts';

/**
 * A vessel as a potter's wheel makes it: a profile turned round its axis, seen
 * a little from above, lit from one side, dipped in glaze down to a wavy line.
 */
export function drawVessel(vessel: Vessel, chance: Chance): { body: string; shadow: string } {
  const { x, y, width, height, id } = vessel;
  const top = y - height;
  const outline = profilePath(vessel);
  const rimRadius = (width / 2) * radiusAt(vessel.shape, 1);
  const rimTilt = rimRadius * tilt;
  const flip = vessel.lightFrom === 'right' ? 'x1="1" y1="0" x2="0" y2="0"' : 'x1="0" y1="0" x2="1" y2="0"';
  const defs = [
    gradient(`${id}g`, shades(vessel.glaze), flip),
    gradient(`${id}c`, shades(vessel.clay), flip),
    gradient(`${id}v`, [
      [0, '#fff', 0.1],
      [0.45, '#000', 0],
      [1, '#1a0d06', 0.34],
    ]),
    gradient(
      `${id}r`,
      [
        [0, darken(vessel.glaze, 0.52)],
        [0.7, darken(vessel.glaze, 0.2)],
        [1, lighten(vessel.glaze, 0.1)],
      ],
      flip,
    ),
    `<clipPath id="${id}b"><path d="${outline}"/></clipPath>`,
  ].join('');
  const parts = [
    vessel.handle === true ? drawHandle(vessel) : '',
    `<path d="${outline}" fill="url(#${id}c)"/>`,
    `<g clip-path="url(#${id}b)">${drawGlaze(vessel, chance)}${drawSpeckles(vessel, chance)}${drawRings(vessel)}</g>`,
    `<path d="${outline}" fill="url(#${id}v)"/>`,
    drawSheen(vessel),
    ellipse(x, top, rimRadius, rimTilt, `fill="${lighten(vessel.glaze, 0.22)}"`),
    ellipse(x, top + rimTilt * 0.06, rimRadius * 0.94, rimTilt * 0.9, `fill="url(#${id}r)"`),
    vessel.liquid === undefined ? '' : drawLiquid(vessel, rimRadius, rimTilt),
  ];
  return { body: `<defs>${defs}</defs>${parts.join('')}`, shadow: castShadow(vessel) };
}

export type VesselShape = 'cup' | 'tumbler' | 'bowl' | 'vase' | 'bottle' | 'pot' | 'moon';

export type Vessel = {
  /** Unique in the layer, since SVG ids are. */
  id: string;
  shape: VesselShape;
  x: number;
  /** Where it stands. */
  y: number;
  width: number;
  height: number;
  glaze: string;
  clay: string;
  lightFrom: 'left' | 'right';
  /** How far up the bare clay shows, 0 to 1. */
  dip?: number;
  handle?: boolean;
  liquid?: string;
  speckled?: boolean;
};

/** How flat a circle looks from where we stand. */
const tilt = 0.2;

/** Radius by height, both from 0 to 1, the height counted from the foot. */
const profiles: Record<VesselShape, readonly (readonly [number, number])[]> = {
  cup: [
    [0, 0.6],
    [0.06, 0.66],
    [0.25, 0.86],
    [0.55, 0.96],
    [1, 1],
  ],
  tumbler: [
    [0, 0.74],
    [0.05, 0.78],
    [0.5, 0.9],
    [1, 1],
  ],
  bowl: [
    [0, 0.36],
    [0.08, 0.4],
    [0.2, 0.62],
    [0.5, 0.88],
    [1, 1],
  ],
  vase: [
    [0, 0.5],
    [0.1, 0.66],
    [0.36, 1],
    [0.6, 0.82],
    [0.8, 0.42],
    [0.92, 0.36],
    [1, 0.44],
  ],
  bottle: [
    [0, 0.8],
    [0.04, 0.86],
    [0.3, 1],
    [0.5, 0.92],
    [0.66, 0.48],
    [0.76, 0.26],
    [0.94, 0.24],
    [1, 0.32],
  ],
  pot: [
    [0, 0.72],
    [0.05, 0.76],
    [0.8, 0.98],
    [0.82, 1],
    [1, 1],
  ],
  moon: [
    [0, 0.42],
    [0.08, 0.56],
    [0.45, 1],
    [0.72, 0.86],
    [0.9, 0.5],
    [1, 0.48],
  ],
};

function radiusAt(shape: VesselShape, at: number): number {
  const points = profiles[shape];
  for (let index = 1; index < points.length; index += 1) {
    const from = points[index - 1];
    const to = points[index];
    if (from === undefined || to === undefined || at > to[0]) continue;
    const share = (at - from[0]) / (to[0] - from[0]);
    return from[1] + (to[1] - from[1]) * share;
  }
  return points.at(-1)?.[1] ?? 1;
}

function profilePath(vessel: Vessel): string {
  const { x, y, width, height, shape } = vessel;
  const points = profiles[shape];
  const side = (sign: number) =>
    points.map(([at, radius]) => [x + sign * radius * (width / 2), y - at * height] as const);
  const foot = (width / 2) * (points[0]?.[1] ?? 1);
  const rim = (width / 2) * radiusAt(shape, 1);
  const left = curveThrough(side(-1).toReversed());
  const right = curveThrough(side(1)).replace(/^M[^C]+/, '');
  return `${left}A${r(foot)} ${r(foot * tilt)} 0 0 0 ${r(x + foot)} ${r(y)}${right}A${r(rim)} ${r(rim * tilt)} 0 0 1 ${r(x - rim)} ${r(y - height)}Z`;
}

function shades(colour: string): [number, string][] {
  return [
    [0, darken(colour, 0.12)],
    [0.1, mix(colour, '#fff4e0', 0.12)],
    [0.28, lighten(colour, 0.24)],
    [0.5, colour],
    [0.84, darken(colour, 0.44)],
    [0.96, darken(colour, 0.34)],
    [1, darken(colour, 0.28)],
  ];
}

function drawGlaze(vessel: Vessel, chance: Chance): string {
  const { x, y, width, height, id } = vessel;
  const dip = vessel.dip ?? 0.14;
  const points: [number, number][] = [];
  for (let step = 0; step <= 12; step += 1) {
    const across = step / 12;
    const round = Math.sin(across * Math.PI) * width * 0.1;
    points.push([
      x - width / 2 + across * width,
      y - dip * height + round + chance.between(-0.012, 0.012) * height,
    ]);
  }
  const edge = curveThrough(points);
  const over = `L${r(x + width)} ${r(y - height * 1.3)}L${r(x - width)} ${r(y - height * 1.3)}Z`;
  return `<path d="${edge}${over}" fill="url(#${id}g)"/><path d="${edge}" fill="none" stroke="${lighten(vessel.glaze, 0.4)}" stroke-opacity="0.5" stroke-width="${r(width * 0.008)}"/>`;
}

function drawSpeckles(vessel: Vessel, chance: Chance): string {
  if (vessel.speckled !== true) return '';
  let dots = '';
  for (let count = 0; count < 90; count += 1) {
    const size = chance.between(0.6, 2.2) * (vessel.width / 320);
    dots += ellipse(
      vessel.x + chance.between(-0.5, 0.5) * vessel.width,
      vessel.y - chance.next() * vessel.height,
      size,
      size * 0.8,
      `fill="#3a2a20" opacity="${r(chance.between(0.2, 0.6))}"`,
    );
  }
  return dots;
}

function drawRings(vessel: Vessel): string {
  let rings = '';
  for (let at = 0.16; at < 0.95; at += 0.11) {
    const radius = (vessel.width / 2) * radiusAt(vessel.shape, at);
    rings += `<path d="M${r(vessel.x - radius)} ${r(vessel.y - at * vessel.height)}a${r(radius)} ${r(radius * tilt)} 0 0 0 ${r(radius * 2)} 0" fill="none" stroke="#fff" stroke-opacity="0.055" stroke-width="${r(vessel.height * 0.016)}"/>`;
  }
  return rings;
}

function drawSheen(vessel: Vessel): string {
  const side = vessel.lightFrom === 'left' ? -1 : 1;
  const x = vessel.x + side * vessel.width * 0.2 * radiusAt(vessel.shape, 0.5);
  return `<defs>${glow(`${vessel.id}s`, [
    [0, '#fff', 0.5],
    [0.5, '#fff', 0.16],
    [1, '#fff', 0],
  ])}</defs>${ellipse(x, vessel.y - vessel.height * 0.56, vessel.width * 0.075, vessel.height * 0.3, `fill="url(#${vessel.id}s)"`)}`;
}

function drawHandle(vessel: Vessel): string {
  const side = vessel.lightFrom === 'left' ? 1 : -1;
  const { x, y, width, height } = vessel;
  const from = x + side * width * 0.46;
  const thick = width * 0.085;
  const path = `M${r(from)} ${r(y - height * 0.8)}C${r(from + side * width * 0.36)} ${r(y - height * 0.88)} ${r(from + side * width * 0.34)} ${r(y - height * 0.2)} ${r(from - side * width * 0.05)} ${r(y - height * 0.24)}`;
  const draw = (colour: string, size: number, shift: number) =>
    `<path d="${path}" transform="translate(${r(shift)} ${r(-Math.abs(shift))})" fill="none" stroke="${colour}" stroke-width="${r(size)}" stroke-linecap="round"/>`;
  return (
    draw(darken(vessel.glaze, 0.42), thick, 0) +
    draw(darken(vessel.glaze, 0.16), thick * 0.6, -side * thick * 0.12) +
    draw(lighten(vessel.glaze, 0.2), thick * 0.16, -side * thick * 0.24)
  );
}

function drawLiquid(vessel: Vessel, rimRadius: number, rimTilt: number): string {
  const { id, x, y, height } = vessel;
  const liquid = vessel.liquid ?? '#3a1f10';
  const top = y - height + rimTilt * 0.3;
  return `<defs><clipPath id="${id}l">${ellipse(x, y - height + rimTilt * 0.06, rimRadius * 0.93, rimTilt * 0.88, '')}</clipPath>${glow(
    `${id}q`,
    [
      [0, lighten(liquid, 0.08)],
      [0.75, liquid],
      [0.93, mix(liquid, '#d09a5c', 0.5)],
      [1, mix(liquid, '#e2b579', 0.75)],
    ],
  )}</defs><g clip-path="url(#${id}l)">${ellipse(x, top, rimRadius * 0.9, rimTilt * 0.84, `fill="url(#${id}q)"`)}${ellipse(x - rimRadius * 0.25, top - rimTilt * 0.18, rimRadius * 0.34, rimTilt * 0.16, 'fill="#fff" opacity="0.2"')}</g>`;
}

function castShadow(vessel: Vessel): string {
  const side = vessel.lightFrom === 'left' ? 1 : -1;
  const foot = (vessel.width / 2) * radiusAt(vessel.shape, 0);
  const reach = vessel.height * 0.95;
  const { x, y } = vessel;
  const cast = `<path d="M${r(x - side * foot)} ${r(y)}L${r(x - side * foot + side * reach * 0.72)} ${r(y - reach * 0.16)}A${r(foot * 1.2)} ${r(foot * 0.34)} 0 0 ${side === 1 ? 1 : 0} ${r(x + side * foot + side * reach)} ${r(y + reach * 0.06)}L${r(x + side * foot)} ${r(y + foot * 0.24)}Z" fill="#1c0f08" opacity="0.34"/>`;
  return (
    cast +
    ellipse(x + side * foot * 0.16, y + foot * 0.04, foot * 1.14, foot * 0.3, 'fill="#1c0f08" opacity="0.6"')
  );
}
