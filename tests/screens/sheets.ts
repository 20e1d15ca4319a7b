import { mkdir } from 'node:fs/promises';
import sharp from 'sharp';

type Cell = { label: string; path: string; row: string };

/** Contact sheets: pictures of one screen beside one another. */
export type Sheets = {
  /** @param sheet what the sheet is called; @param cell goes to the end of its row */
  add: (sheet: string, cell: Cell) => void;
  /** Writes a sheet, as far as it has come, to <folder>/sheets/. */
  print: (sheet: string) => Promise<void>;
};

/** Pixels of a sheet. */
const gap = 16;
const labelHeight = 24;
const cellHeight = 900;
/** A phone is read as it is, a desk needs to be recognised. */
const cellWidth = (width: number) => (width <= 400 ? 300 : width <= 800 ? 420 : 760);

/** CSS pixels of a page of some width that a cell has room for. */
export const pictured = (width: number): number => Math.floor((cellHeight * width) / cellWidth(width));

export function newSheets(folder: string): Sheets {
  const cells = new Map<string, Cell[]>();
  return {
    add: (sheet, cell) => void cells.set(sheet, [...(cells.get(sheet) ?? []), cell]),
    print: async (sheet) => {
      await mkdir(`${folder}/sheets`, { recursive: true });
      await print(`${folder}/sheets/${sheet}.png`, cells.get(sheet) ?? []);
    },
  };
}

async function print(path: string, cells: readonly Cell[]): Promise<void> {
  const rows = [...Map.groupBy(cells, ({ row }) => row).values()];
  const placed: { input: Buffer; left: number; top: number }[] = [];
  let [width, top] = [0, gap];
  for (const row of rows) {
    let [left, bottom] = [gap, top];
    for (const { label, path: of } of row) {
      const picture = sharp(of);
      // Pictures of phones have two pixels for each of CSS.
      const { width: pixels } = await picture.metadata();
      const wide = cellWidth(pixels === 720 ? 360 : pixels);
      const { data, info } = await picture.resize({ width: wide }).toBuffer({ resolveWithObject: true });
      placed.push({ input: labelled(label, wide), left, top });
      placed.push({ input: data, left, top: top + labelHeight });
      left += wide + gap;
      bottom = Math.max(bottom, top + labelHeight + info.height);
    }
    width = Math.max(width, left);
    top = bottom + gap;
  }
  await sharp({ create: { width, height: top, channels: 3, background: '#8a8f98' } })
    .composite(placed)
    .png()
    .toFile(path);
}

const labelled = (text: string, width: number) =>
  Buffer.from(
    `<svg width="${width}" height="${labelHeight}"><text x="0" y="16" font-size="14" font-family="sans-serif" fill="#ffffff">${text}</text></svg>`,
  );
