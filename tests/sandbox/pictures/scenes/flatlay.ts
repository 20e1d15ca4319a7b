import type { Chance, Palette, Scene, Setting } from '../drawing.ts';
import { brightness, cover, darken, ellipse, glow, gradient, lighten, mix, r } from '../drawing.ts';
import { branchShadow, vignette } from '../effects.ts';
import { drawTwig } from '../leaves.ts';

/** A table from above: plates, a cup with a drawn milk heart, a napkin, a sprig. */
export function drawFlatlay({ chance, palette, phase }: Setting): Scene {
  const ground = chance.pick([palette.wall, palette.table, mix(palette.glazes[1], palette.wall, 0.35)]);
  const turned = chance.happens(0.5);
  const put = (x: number) => (turned ? 1080 - x : x);
  const dishes = chance.pick(layouts).map((dish) => ({
    ...dish,
    x: put(dish.x) + chance.between(-20, 20),
    y: dish.y + chance.between(-24, 24),
  }));
  const napkin = { x: put(330), y: 1330, turn: chance.between(-24, 24) };
  const sprig = drawTwig(
    {
      x: put(60),
      y: 1330,
      length: 420,
      angle: turned ? -0.7 : 0.7,
      lean: 0.2,
      leaf: 105,
      fullness: 0.26,
      colour: palette.leaf,
    },
    chance,
  );
  const drawn = dishes.map((dish, index) => drawDish({ ...dish, id: `d${index}` }, palette, chance)).join('');
  return {
    layers: [
      { svg: cover(ground) + mottle(chance, ground), scale: 0.125, blur: 80 },
      {
        svg: `<g opacity="0.6">${drawNapkin(napkin, '#1c0f08', 'ns', 22)}</g>`,
        scale: 0.25,
        blur: 12,
        blend: 'multiply',
      },
      { svg: drawNapkin(napkin, mix(palette.glazes[0], palette.wall, 0.3), 'n', 0) },
      {
        svg:
          dishes
            .map((dish) =>
              ellipse(
                dish.x + 34,
                dish.y + 40,
                dish.radius * 1.02,
                dish.radius * 1.02,
                'fill="#1c0f08" opacity="0.55"',
              ),
            )
            .join('') +
          `<g transform="translate(14 18)" opacity="0.6">${sprig.replace(/"#[0-9a-f]{6}"/g, '"#1c0f08"')}</g>`,
        scale: 0.25,
        blur: 20,
        blend: 'multiply',
      },
      { svg: scatterBeans(chance, turned) + sprig + drawSpoon(put(480), 1750, palette) + drawn },
      branchShadow(chance, {
        x: turned ? 1000 - phase * 30 : 80 + phase * 30,
        y: 2000,
        length: 1500,
        angle: turned ? -0.35 : 0.35,
        strength: 0.13,
      }),
      {
        svg: `<defs>${gradient(
          'sun',
          [
            [0, palette.light, 0.85],
            [0.5, palette.light, 0.1],
            [1, '#22120a', 0.4],
          ],
          'x1="0" y1="0" x2="1" y2="1"',
        )}</defs>${cover('url(#sun)')}`,
        scale: 0.125,
        blend: 'soft-light',
      },
      vignette(palette, 0.24),
    ],
    headline: { y: 430, fill: brightness(ground) < 0.62 ? lighten(palette.light, 0.4) : palette.ink },
  };
}

const layouts: readonly (readonly Omit<Dish, 'id'>[])[] = [
  [
    { x: 700, y: 1300, radius: 390, inside: 'oranges' },
    { x: 250, y: 880, radius: 225, inside: 'coffee' },
    { x: 850, y: 780, radius: 150, inside: 'berries' },
    { x: 110, y: 1690, radius: 250, inside: 'nothing' },
  ],
  [
    { x: 560, y: 1150, radius: 400, inside: 'coffee' },
    { x: 960, y: 1720, radius: 320, inside: 'oranges' },
    { x: 150, y: 1560, radius: 185, inside: 'berries' },
  ],
  [
    { x: 780, y: 900, radius: 240, inside: 'coffee' },
    { x: 250, y: 1120, radius: 250, inside: 'coffee' },
    { x: 760, y: 1480, radius: 340, inside: 'berries' },
    { x: 100, y: 1720, radius: 230, inside: 'oranges' },
  ],
];

type Dish = {
  id: string;
  x: number;
  y: number;
  radius: number;
  inside: 'oranges' | 'coffee' | 'berries' | 'nothing';
};

function drawDish(dish: Dish, palette: Palette, chance: Chance): string {
  const { id, x, y, radius } = dish;
  const glaze = dish.inside === 'berries' ? palette.glazes[2] : chance.pick(palette.glazes);
  const lit = 'x1="0.1" y1="0.1" x2="0.9" y2="0.9"';
  const defs =
    gradient(
      `${id}a`,
      [
        [0, lighten(glaze, 0.3)],
        [0.5, glaze],
        [1, darken(glaze, 0.26)],
      ],
      lit,
    ) +
    gradient(
      `${id}b`,
      [
        [0, darken(glaze, 0.24)],
        [0.5, darken(glaze, 0.04)],
        [1, lighten(glaze, 0.22)],
      ],
      lit,
    ) +
    glow(`${id}c`, [
      [0, lighten(glaze, 0.1)],
      [0.8, glaze],
      [1, darken(glaze, 0.1)],
    ]);
  const disc = (share: number, fill: string) => ellipse(x, y, radius * share, radius * share, fill);
  const base = `<defs>${defs}</defs>${disc(1, `fill="url(#${id}a)" stroke="${mix(palette.clay, glaze, 0.3)}" stroke-width="${r(radius * 0.018)}"`)}${disc(0.74, `fill="url(#${id}b)"`)}${disc(0.7, `fill="url(#${id}c)"`)}${speckle(chance, x, y, radius)}`;
  if (dish.inside === 'coffee') return base + drawCoffee(x, y, radius * 0.66, palette, chance);
  if (dish.inside === 'berries') return base + drawBerries(x, y, radius * 0.62, chance);
  if (dish.inside === 'oranges') return base + drawOranges(x, y, radius, chance);
  return base;
}

function drawCoffee(x: number, y: number, radius: number, palette: Palette, chance: Chance): string {
  const glaze = chance.pick([palette.glazes[0], palette.glazes[1], palette.glazes[3]]);
  const heart = (size: number) =>
    `M0 ${r(size * 0.9)}C${r(-size * 1.3)} ${r(-size * 0.1)} ${r(-size * 0.7)} ${r(-size)} 0 ${r(-size * 0.36)}C${r(size * 0.7)} ${r(-size)} ${r(size * 1.3)} ${r(-size * 0.1)} 0 ${r(size * 0.9)}Z`;
  const turn = chance.between(-50, 50);
  const defs =
    glow('milk', [
      [0, '#b9783f'],
      [0.7, '#9a5a2a'],
      [0.94, '#6d3b18'],
      [1, '#4d270f'],
    ]) +
    gradient(
      'rim',
      [
        [0, lighten(glaze, 0.36)],
        [0.5, glaze],
        [1, darken(glaze, 0.4)],
      ],
      'x1="0.1" y1="0.1" x2="0.9" y2="0.9"',
    );
  const layers = [0.62, 0.5, 0.38, 0.24]
    .map(
      (size, index) =>
        `<path d="${heart(radius * size)}" transform="translate(0 ${r(index * radius * 0.05)})" fill="${index % 2 === 0 ? '#f6e3c5' : '#b9783f'}"/>`,
    )
    .join('');
  return `<defs>${defs}</defs>${ellipse(x + radius * 0.12, y + radius * 0.14, radius * 1.04, radius * 1.04, 'fill="#1c0f08" opacity="0.35"')}<g transform="translate(${r(x)} ${r(y)}) rotate(${r(turn)})"><rect x="${r(radius * 0.8)}" y="${r(-radius * 0.13)}" width="${r(radius * 0.62)}" height="${r(radius * 0.26)}" rx="${r(radius * 0.12)}" fill="${darken(glaze, 0.12)}"/></g>${ellipse(x, y, radius, radius, 'fill="url(#rim)"')}${ellipse(x, y, radius * 0.91, radius * 0.91, `fill="${darken(glaze, 0.45)}"`)}${ellipse(x + 2, y + 2, radius * 0.86, radius * 0.86, 'fill="url(#milk)"')}<g transform="translate(${r(x)} ${r(y)}) rotate(${r(turn)})">${layers}</g>${ellipse(x - radius * 0.4, y - radius * 0.48, radius * 0.2, radius * 0.09, `fill="#fff" opacity="0.35" transform="rotate(-42 ${r(x - radius * 0.4)} ${r(y - radius * 0.48)})"`)}`;
}

function drawOranges(x: number, y: number, radius: number, chance: Chance): string {
  let drawn = `<defs>${glow('flesh', [
    [0, '#ffd08a'],
    [0.8, '#f59a38'],
    [1, '#e8822a'],
  ])}</defs>`;
  const start = chance.between(0, 6);
  for (let slice = 0; slice < 5; slice += 1) {
    const angle = start + slice * 0.62;
    const size = radius * 0.23;
    const cx = x + Math.cos(angle) * radius * 0.38;
    const cy = y + Math.sin(angle) * radius * 0.38;
    let spokes = '';
    for (let spoke = 0; spoke < 9; spoke += 1)
      spokes += `<path d="M0 0L${r(Math.cos(spoke * 0.698) * size * 0.8)} ${r(Math.sin(spoke * 0.698) * size * 0.8)}"/>`;
    drawn += `${ellipse(cx + 9, cy + 12, size, size, 'fill="#1c0f08" opacity="0.3"')}${ellipse(cx, cy, size, size, 'fill="#e98a2d"')}${ellipse(cx, cy, size * 0.92, size * 0.92, 'fill="#fff1d2"')}${ellipse(cx, cy, size * 0.82, size * 0.82, 'fill="url(#flesh)"')}<g transform="translate(${r(cx)} ${r(cy)}) rotate(${r(angle * 50)})" stroke="#fff1d2" stroke-width="${r(size * 0.05)}">${spokes}</g>`;
  }
  return drawn;
}

function drawBerries(x: number, y: number, radius: number, chance: Chance): string {
  let drawn = `<defs>${glow(
    'berry',
    [
      [0, '#8f9bd0'],
      [0.5, '#3d4a86'],
      [1, '#1c2148'],
    ],
    'cx="0.38" cy="0.34" r="0.7"',
  )}</defs>`;
  for (let berry = 0; berry < (radius > 150 ? 44 : 26); berry += 1) {
    const angle = chance.between(0, 6.283);
    const reach = Math.sqrt(chance.next()) * radius * 0.84;
    const size = Math.min(radius, 120) * chance.between(0.17, 0.23);
    const cx = x + Math.cos(angle) * reach;
    const cy = y + Math.sin(angle) * reach;
    drawn += `${ellipse(cx + 3, cy + 5, size, size, 'fill="#0c0a18" opacity="0.4"')}${ellipse(cx, cy, size, size, 'fill="url(#berry)"')}${ellipse(cx + size * 0.1, cy, size * 0.26, size * 0.24, 'fill="#141833" opacity="0.7"')}`;
  }
  return drawn;
}

function drawNapkin(
  napkin: { x: number; y: number; turn: number },
  colour: string,
  id: string,
  shift: number,
): string {
  let stripes = '';
  for (let stripe = 0; stripe < 4; stripe += 1)
    stripes += `<rect x="-250" y="${-330 + stripe * 22 + (stripe > 1 ? 560 : 0)}" width="500" height="7" fill="${darken(colour, 0.4)}" opacity="0.5"/>`;
  const defs = `<defs>${gradient(
    id,
    [
      [0, lighten(colour, 0.2)],
      [0.3, darken(colour, 0.06)],
      [0.5, lighten(colour, 0.12)],
      [0.7, darken(colour, 0.1)],
      [1, colour],
    ],
    'x1="0" y1="0" x2="1" y2="0.5"',
  )}</defs>`;
  return `${defs}<g transform="translate(${r(napkin.x + shift)} ${r(napkin.y + shift)}) rotate(${r(napkin.turn)})"><path d="M-250 -360C-120 -352 100 -368 252 -356C244 -120 258 140 248 362C90 354 -90 370 -252 358C-244 120 -258 -140 -250 -360Z" fill="url(#${id})"/>${shift === 0 ? stripes : ''}</g>`;
}

function drawSpoon(x: number, y: number, palette: Palette): string {
  const metal = mix(palette.light, '#8f8578', 0.5);
  return `<defs>${gradient(
    'metal',
    [
      [0, '#fff'],
      [0.5, metal],
      [1, darken(metal, 0.4)],
    ],
    'x1="0" y1="0" x2="1" y2="0"',
  )}</defs><g transform="translate(${r(x)} ${r(y)}) rotate(28)"><ellipse cx="10" cy="12" rx="44" ry="66" fill="#1c0f08" opacity="0.3"/><rect x="-8" y="40" width="16" height="320" rx="8" fill="url(#metal)"/><ellipse rx="42" ry="64" fill="url(#metal)"/><ellipse cx="3" cy="3" rx="32" ry="52" fill="${darken(metal, 0.3)}" opacity="0.7"/><ellipse cx="-8" cy="-16" rx="10" ry="26" fill="#fff" opacity="0.6"/></g>`;
}

function scatterBeans(chance: Chance, turned: boolean): string {
  let drawn = '';
  for (let bean = 0; bean < 16; bean += 1) {
    const x = (turned ? 300 : 660) + chance.between(-220, 220);
    const y = 1790 + chance.between(-70, 110);
    drawn += `<g transform="translate(${r(x)} ${r(y)}) rotate(${r(chance.between(0, 180))})"><ellipse cx="4" cy="6" rx="25" ry="17" fill="#1c0f08" opacity="0.35"/><ellipse rx="24" ry="16" fill="#4a2714"/><ellipse cx="-4" cy="-5" rx="15" ry="6" fill="#8a5a38" opacity="0.6"/><path d="M-22 0C-8 -7 8 7 22 0" fill="none" stroke="#22100a" stroke-width="3"/></g>`;
  }
  return drawn;
}

function speckle(chance: Chance, x: number, y: number, radius: number): string {
  let dots = '';
  for (let dot = 0; dot < 70; dot += 1) {
    const angle = chance.between(0, 6.283);
    const reach = Math.sqrt(chance.next()) * radius * 0.97;
    dots += `<circle cx="${r(x + Math.cos(angle) * reach)}" cy="${r(y + Math.sin(angle) * reach)}" r="${r(chance.between(0.8, 2.6))}" opacity="${r(chance.between(0.2, 0.5))}"/>`;
  }
  return `<g fill="#3a2a20">${dots}</g>`;
}

function mottle(chance: Chance, ground: string): string {
  let spots = '';
  for (let spot = 0; spot < 40; spot += 1)
    spots += ellipse(
      chance.between(0, 1080),
      chance.between(0, 1920),
      chance.between(60, 260),
      chance.between(60, 260),
      `fill="${chance.happens(0.5) ? lighten(ground, 0.2) : darken(ground, 0.14)}" opacity="0.3"`,
    );
  return spots;
}
