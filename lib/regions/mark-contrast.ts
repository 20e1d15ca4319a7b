/** WCAG 2.2, 1.4.3: the least contrast at which small text can be read. */
const readable = 4.5;

/** Whether white letters can be read on a colour; a region's mark is two white letters on its colour. */
export function isReadableMark(color: string): boolean {
  const white = 1;
  return (white + 0.05) / (luminance(color) + 0.05) >= readable;
}

/** Contrast of two colours as WCAG 2.2 defines it, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Relative luminance of `#rrggbb` as WCAG 2.2 defines it, 0 to 1. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
