import type { Chance, Palette, Scene, Setting } from '../drawing.ts';
import { darken, gradient, lighten, r } from '../drawing.ts';
import { branchShadow, vignette, wall, windowLight } from '../effects.ts';
import { drawTwig } from '../leaves.ts';
import type { VesselShape } from '../vessels.ts';
import { drawVessel } from '../vessels.ts';

/** Three shelves of pots in raking light. */
export function drawShelf({ chance, palette, phase }: Setting): Scene {
  const lightFrom = chance.happens(0.5) ? 'left' : 'right';
  const shelves = [1020, 1400, 1790];
  const rows = shelves.map((y, index) => fillShelf(y, index, palette, chance, lightFrom));
  const boards = shelves.map((y) => drawBoard(y, palette)).join('');
  return {
    layers: [
      { svg: wall(palette, lightFrom), scale: 0.25 },
      {
        svg:
          rows.map((row) => row.wallShadow).join('') +
          shelves
            .map((y) => `<rect x="0" y="${y + 34}" width="1080" height="60" fill="#1c0f08" opacity="0.4"/>`)
            .join(''),
        scale: 0.25,
        blur: 18,
        blend: 'multiply',
      },
      { svg: boards },
      { svg: rows.map((row) => row.shadow).join(''), scale: 0.25, blur: 7, blend: 'multiply' },
      { svg: rows.map((row) => row.body).join('') },
      windowLight(palette, {
        x: lightFrom === 'left' ? 260 : 20,
        y: 560,
        size: 380,
        lean: lightFrom === 'left' ? 20 : -20,
        strength: 0.75,
        drift: phase * 50,
      }),
      branchShadow(chance, {
        x: 540,
        y: 1960,
        length: 1180,
        angle: lightFrom === 'left' ? 0.35 : -0.35,
        strength: 0.13,
      }),
      vignette(palette, 0.28),
    ],
    headline: { y: 470, fill: palette.ink },
  };
}

const shapes: readonly VesselShape[] = ['cup', 'tumbler', 'bowl', 'vase', 'bottle', 'moon'];

function fillShelf(y: number, row: number, palette: Palette, chance: Chance, lightFrom: 'left' | 'right') {
  const bodies: string[] = [];
  const shadows: string[] = [];
  const wallShadows: string[] = [];
  const side = lightFrom === 'left' ? 1 : -1;
  let x = chance.between(20, 110);
  for (let place = 0; x < 960; place += 1) {
    const shape = chance.pick(shapes);
    const size = chance.between(130, 215);
    const tall =
      shape === 'bottle'
        ? chance.between(1.35, 1.6)
        : shape === 'vase' || shape === 'moon'
          ? chance.between(1, 1.3)
          : shape === 'bowl'
            ? chance.between(0.42, 0.55)
            : chance.between(0.7, 0.95);
    const height = Math.min(size * tall, 265);
    const glaze = chance.pick(palette.glazes);
    const at = x + size / 2;
    if (shape === 'vase' && chance.happens(0.6))
      bodies.push(
        drawTwig(
          {
            x: at,
            y: y - height + 10,
            length: 130,
            angle: chance.between(-0.3, 0.3),
            lean: chance.between(-0.3, 0.3),
            leaf: 46,
            fullness: 0.24,
            colour: palette.leaf,
          },
          chance,
        ),
      );
    const vessel = drawVessel(
      {
        id: `v${row}${place}`,
        shape,
        x: at,
        y: y + 8,
        width: size,
        height,
        glaze,
        clay: palette.clay,
        lightFrom,
        dip: chance.between(0.08, 0.36),
        handle: shape === 'cup' && chance.happens(0.7),
        speckled: chance.happens(0.5),
      },
      chance,
    );
    bodies.push(vessel.body);
    shadows.push(vessel.shadow);
    wallShadows.push(
      `<ellipse cx="${r(at + side * size * 0.42)}" cy="${r(y - height * 0.44)}" rx="${r(size * 0.46)}" ry="${r(height * 0.5)}" fill="#1c0f08" opacity="0.3"/>`,
    );
    x += size + chance.between(34, 92);
  }
  return { body: bodies.join(''), shadow: shadows.join(''), wallShadow: wallShadows.join('') };
}

function drawBoard(y: number, palette: Palette): string {
  const id = `board${y}`;
  return `<defs>${gradient(id, [
    [0, lighten(palette.table, 0.12)],
    [0.4, palette.table],
    [1, darken(palette.tableDeep, 0.15)],
  ])}</defs><rect x="-10" y="${y - 12}" width="1100" height="24" fill="${lighten(palette.table, 0.2)}"/><rect x="-10" y="${y + 10}" width="1100" height="30" fill="url(#${id})"/>`;
}
