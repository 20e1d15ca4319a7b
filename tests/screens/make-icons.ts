import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { paper } from '#lib/brand/paper.ts';

// Renders the icons of an installed Storywire, in public/icons/, from its mark in app/icon.svg.
// Run `node tests/screens/make-icons.ts` after the mark has changed; what it writes is committed.

const folder = join('public', 'icons');
/** How much of the side the mark takes. What a system cuts off a maskable icon lies outside the middle four fifths. */
const onItsOwn = 0.72;
const withinTheCut = 0.54;

const mark = await readFile(join('app', 'icon.svg'));

/** The mark on paper; with round corners where the system cuts none. */
async function makeIcon(name: string, side: number, share: number, corners: number): Promise<void> {
  const markSide = Math.round(side * share);
  const input = await sharp(mark, { density: (72 * markSide) / 32 })
    .resize(markSide, markSide)
    .png()
    .toBuffer();
  const ground = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}"><rect width="${side}" height="${side}" rx="${side * corners}" fill="${paper.light}"/></svg>`;
  await sharp(Buffer.from(ground))
    .composite([{ input }])
    .png({ compressionLevel: 9 })
    .toFile(join(folder, name));
}

await mkdir(folder, { recursive: true });
for (const side of [192, 512]) {
  await makeIcon(`${side}.png`, side, onItsOwn, 0.22);
  await makeIcon(`maskable-${side}.png`, side, withinTheCut, 0);
}
// iOS rounds the corners itself, and shows black where nothing is drawn.
await makeIcon('apple-touch.png', 180, 0.66, 0);
