/**
 * What every scene draws with: repeatable chance, colour arithmetic, and layers.
 * A layer is SVG in the picture's own 1080 × 1920 coordinates; a layer that will
 * be blurred anyway is drawn small, which costs a sixteenth of the time.
 */
export type Layer = {
  svg: string;
  /** 1 draws at full size, 0.25 at a quarter of each side. */
  scale?: number;
  /** Blur in pixels of the finished picture. */
  blur?: number;
  blend?: 'over' | 'multiply' | 'screen' | 'soft-light' | 'overlay';
};

/** Everything a scene needs to know; `phase` runs from 0 to 1 over a clip. */
export type Setting = {
  chance: Chance;
  palette: Palette;
  phase: number;
};

/** What a scene hands back: layers from back to front, and where its headline goes. */
export type Scene = {
  layers: Layer[];
  headline: { y: number; fill: string; size?: number };
};

export type Palette = {
  wall: string;
  wallDeep: string;
  table: string;
  tableDeep: string;
  clay: string;
  glazes: readonly [string, string, string, string];
  accent: string;
  leaf: string;
  sky: readonly [string, string, string];
  night: readonly [string, string, string];
  light: string;
  ink: string;
};

/** A repeatable source of chance. */
export type Chance = {
  next: () => number;
  between: (low: number, high: number) => number;
  whole: (low: number, high: number) => number;
  pick: <T>(from: readonly T[]) => T;
  happens: (share: number) => boolean;
};

export const width = 1080;
export const height = 1920;

/** The same text gives the same chances on every machine. */
export function chanceFrom(text: string): Chance {
  let state = 2166136261;
  for (const letter of text) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 16777619);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const between = (low: number, high: number) => low + next() * (high - low);
  return {
    next,
    between,
    whole: (low, high) => Math.floor(between(low, high + 1)),
    pick: (from) => {
      const picked = from[Math.floor(next() * from.length)];
      if (picked === undefined) throw new Error('There is nothing to pick from.');
      return picked;
    },
    happens: (share) => next() < share,
  };
}

/** A colour between two, `share` of the way to the second. */
export function mix(from: string, to: string, share: number): string {
  const a = channels(from);
  const b = channels(to);
  const part = (index: 0 | 1 | 2) =>
    Math.round(a[index] + (b[index] - a[index]) * share)
      .toString(16)
      .padStart(2, '0');
  return `#${part(0)}${part(1)}${part(2)}`;
}

export const lighten = (colour: string, share: number) => mix(colour, '#ffffff', share);
export const darken = (colour: string, share: number) => mix(colour, '#120c08', share);

/** How light a colour looks, 0 to 1. */
export function brightness(colour: string): number {
  const [red, green, blue] = channels(colour);
  return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
}

function channels(colour: string): [number, number, number] {
  const value = Number.parseInt(colour.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** Ids that are distinct within one picture; each scene's layers are separate documents. */
export function gradient(
  id: string,
  stops: readonly (readonly [offset: number, colour: string, opacity?: number])[],
  at = 'x1="0" y1="0" x2="0" y2="1"',
): string {
  return `<linearGradient id="${id}" ${at}>${stopsOf(stops)}</linearGradient>`;
}

export function glow(
  id: string,
  stops: readonly (readonly [offset: number, colour: string, opacity?: number])[],
  at = 'cx="0.5" cy="0.5" r="0.5"',
): string {
  return `<radialGradient id="${id}" ${at}>${stopsOf(stops)}</radialGradient>`;
}

function stopsOf(stops: readonly (readonly [offset: number, colour: string, opacity?: number])[]): string {
  return stops
    .map(
      ([offset, colour, opacity]) =>
        `<stop offset="${offset}" stop-color="${colour}"${opacity === undefined ? '' : ` stop-opacity="${opacity}"`}/>`,
    )
    .join('');
}

/** A rectangle over the whole picture. */
export function cover(fill: string, opacity = 1): string {
  return `<rect width="${width}" height="${height}" fill="${fill}" opacity="${opacity}"/>`;
}

export function ellipse(x: number, y: number, rx: number, ry: number, rest: string): string {
  return `<ellipse cx="${r(x)}" cy="${r(y)}" rx="${r(rx)}" ry="${r(ry)}" ${rest}/>`;
}

/** A coordinate as SVG wants it: a tenth of a pixel is enough. */
export function r(value: number): string {
  return value.toFixed(1);
}

/** A soft curve through points, open. */
export function curveThrough(points: readonly (readonly [number, number])[]): string {
  const [first] = points;
  if (first === undefined) return '';
  let path = `M${r(first[0])} ${r(first[1])}`;
  for (let index = 0; index < points.length - 1; index += 1) {
    const before = points[Math.max(0, index - 1)] ?? first;
    const from = points[index] ?? first;
    const to = points[index + 1] ?? first;
    const after = points[Math.min(points.length - 1, index + 2)] ?? first;
    path += `C${r(from[0] + (to[0] - before[0]) / 6)} ${r(from[1] + (to[1] - before[1]) / 6)} ${r(to[0] - (after[0] - from[0]) / 6)} ${r(to[1] - (after[1] - from[1]) / 6)} ${r(to[0])} ${r(to[1])}`;
  }
  return path;
}
