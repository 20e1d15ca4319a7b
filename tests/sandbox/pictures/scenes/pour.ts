import type { Palette, Scene, Setting } from '../drawing.ts';
import { darken, ellipse, glow, gradient, lighten, mix, r } from '../drawing.ts';
import { steam, tableTop, vignette, wall, windowLight } from '../effects.ts';
import { drawVessel } from '../vessels.ts';

/** Coffee through a ceramic dripper into a glass jug, a painted sun behind. */
export function drawPour({ chance, palette, phase }: Setting): Scene {
  const lightFrom = 'left' as const;
  const x = 520 + chance.between(-70, 70);
  const foot = 1650;
  const disc = mix(chance.pick(palette.glazes.slice(1)), palette.wall, 0.2);
  const discX = x + chance.between(-120, 160);
  const cup = drawVessel(
    {
      id: 'cup',
      shape: 'tumbler',
      x: x + 340,
      y: 1730,
      width: 210,
      height: 200,
      glaze: chance.pick(palette.glazes),
      clay: palette.clay,
      lightFrom,
      dip: 0.3,
      speckled: true,
      liquid: '#3b2012',
    },
    chance,
  );
  const dripperGlaze = chance.pick(palette.glazes);
  return {
    layers: [
      {
        svg: `${wall(palette, lightFrom)}<circle cx="${r(discX)}" cy="1040" r="370" fill="${disc}"/>`,
        scale: 0.5,
        blur: 2,
      },
      windowLight(palette, { x: 120, y: 420, size: 330, lean: 13, strength: 0.6, drift: phase * 40 }),
      { svg: tableTop(palette, chance, 1380), scale: 0.5, blur: 2 },
      {
        svg:
          cup.shadow +
          ellipse(x + 60, foot + 16, 250, 54, 'fill="#1c0f08" opacity="0.6"') +
          `<path d="M${r(x - 120)} ${foot}L${r(x + 300)} ${foot - 80}L${r(x + 480)} ${foot + 30}L${r(x + 160)} ${foot + 40}Z" fill="#4a2410" opacity="0.4"/>`,
        scale: 0.25,
        blur: 15,
        blend: 'multiply',
      },
      {
        svg:
          drawJug(x, foot, palette, phase) +
          drawDripper(x, foot - 400, dripperGlaze) +
          drawKettle(x, foot - 690, palette) +
          cup.body,
      },
      steam(chance, x, foot - 600, 250, phase),
      vignette(palette, 0.24),
    ],
    headline: { y: 420, fill: palette.ink },
  };
}

function drawJug(x: number, foot: number, palette: Palette, phase: number): string {
  const shape = `M${r(x - 120)} ${foot - 390}C${r(x - 110)} ${foot - 300} ${r(x - 210)} ${foot - 210} ${r(x - 205)} ${foot - 90}C${r(x - 202)} ${foot - 24} ${r(x - 176)} ${foot + 2} ${r(x - 120)} ${foot + 9}Q${r(x)} ${foot + 26} ${r(x + 120)} ${foot + 9}C${r(x + 176)} ${foot + 2} ${r(x + 202)} ${foot - 24} ${r(x + 205)} ${foot - 90}C${r(x + 210)} ${foot - 210} ${r(x + 110)} ${foot - 300} ${r(x + 120)} ${foot - 390}Z`;
  const level = foot - 150 - phase * 26;
  const defs = `<defs><clipPath id="jug"><path d="${shape}"/></clipPath>${gradient(
    'glass',
    [
      [0, '#fff', 0.5],
      [0.14, '#fff', 0.12],
      [0.5, '#fff', 0.04],
      [0.86, '#3a2a20', 0.1],
      [1, '#fff', 0.34],
    ],
    'x1="0" y1="0" x2="1" y2="0"',
  )}${gradient('coffee', [
    [0, '#7a4220'],
    [0.3, '#4a2410'],
    [1, '#241008'],
  ])}</defs>`;
  return `${defs}<g clip-path="url(#jug)"><rect x="${r(x - 230)}" y="${r(level)}" width="460" height="400" fill="url(#coffee)"/>${ellipse(x, level, 196, 30, 'fill="#8a5128"')}${ellipse(x, level + 2, 184, 25, 'fill="#5a2e15"')}<rect x="${r(x - 3)}" y="${foot - 400}" width="6" height="${r(400 - (foot - level))}" fill="#4a2410"/></g><path d="${shape}" fill="url(#glass)" stroke="#fff" stroke-opacity="0.55" stroke-width="4"/><path d="M${r(x - 158)} ${foot - 60}C${r(x - 176)} ${foot - 130} ${r(x - 150)} ${foot - 210} ${r(x - 116)} ${foot - 270}" fill="none" stroke="#fff" stroke-opacity="0.7" stroke-width="12" stroke-linecap="round"/><path d="M${r(x + 128)} ${foot - 340}C${r(x + 290)} ${foot - 350} ${r(x + 290)} ${foot - 130} ${r(x + 196)} ${foot - 130}" fill="none" stroke="${lighten(palette.tableDeep, 0.1)}" stroke-width="26" stroke-linecap="round"/><rect x="${r(x - 132)}" y="${foot - 372}" width="264" height="34" rx="10" fill="${palette.tableDeep}"/>`;
}

function drawDripper(x: number, foot: number, glaze: string): string {
  const defs = `<defs>${gradient(
    'drip',
    [
      [0, darken(glaze, 0.1)],
      [0.26, lighten(glaze, 0.3)],
      [0.52, glaze],
      [0.88, darken(glaze, 0.45)],
      [1, darken(glaze, 0.3)],
    ],
    'x1="0" y1="0" x2="1" y2="0"',
  )}${glow('grounds', [
    [0, '#6a3a1c'],
    [0.6, '#3a1d0d'],
    [1, '#24110a'],
  ])}</defs>`;
  const paper = `<path d="M${r(x - 214)} ${foot - 262}L${r(x + 214)} ${foot - 262}L${r(x + 190)} ${foot - 200}L${r(x - 190)} ${foot - 200}Z" fill="#fbf6ea"/>`;
  return `${defs}${ellipse(x, foot + 2, 170, 26, `fill="${darken(glaze, 0.2)}"`)}${ellipse(x, foot - 8, 170, 26, 'fill="url(#drip)"')}${paper}<path d="M${r(x - 206)} ${foot - 236}L${r(x - 66)} ${foot - 14}A66 12 0 0 0 ${r(x + 66)} ${foot - 14}L${r(x + 206)} ${foot - 236}Z" fill="url(#drip)"/>${ellipse(x, foot - 262, 214, 38, 'fill="#fffaf0"')}${ellipse(x, foot - 256, 190, 31, 'fill="#e8dcc6"')}${ellipse(x, foot - 248, 166, 24, 'fill="url(#grounds)"')}<path d="M${r(x - 188)} ${foot - 222}a196 34 0 0 0 376 0" fill="none" stroke="#fff" stroke-opacity="0.3" stroke-width="4"/>`;
}

function drawKettle(x: number, end: number, palette: Palette): string {
  const steel = palette.glazes[2];
  const path = `M${r(x + 44)} ${end - 150}C${r(x + 150)} ${end - 250} ${r(x + 220)} ${end - 130} ${r(x + 330)} ${end - 60}S${r(x + 560)} ${end - 20} ${r(x + 700)} ${end - 40}`;
  const stroke = (colour: string, size: number, shift: number) =>
    `<path d="${path}" transform="translate(0 ${shift})" fill="none" stroke="${colour}" stroke-width="${size}" stroke-linecap="round"/>`;
  return `<path d="M${r(x + 40)} ${end - 146}C${r(x + 14)} ${end - 90} ${r(x + 6)} ${end - 20} ${r(x + 4)} ${end + 40}" fill="none" stroke="#e9f2f4" stroke-opacity="0.85" stroke-width="9" stroke-linecap="round"/>${stroke(darken(steel, 0.4), 48, 0)}${stroke(steel, 38, -3)}${stroke(lighten(steel, 0.4), 8, -13)}`;
}
