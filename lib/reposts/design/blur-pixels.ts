/**
 * Blurs pixels in place: three runs of a box, which is near to a Gauss curve.
 * Written out, so that every browser draws the same backdrop.
 * @param pixels RGBA, opaque
 * @param radius of the box, in pixels
 */
export function blurPixels(
  pixels: Uint8ClampedArray,
  { width, height, radius }: { width: number; height: number; radius: number },
): void {
  for (let run = 0; run < 3; run += 1) {
    for (let row = 0; row < height; row += 1) blurLine(pixels, row * width * 4, 4, width, radius);
    for (let column = 0; column < width; column += 1) blurLine(pixels, column * 4, width * 4, height, radius);
  }
}

/** One line of the picture; what lies beyond its ends is as its ends are. */
function blurLine(
  pixels: Uint8ClampedArray,
  start: number,
  step: number,
  count: number,
  radius: number,
): void {
  const size = radius * 2 + 1;
  const line = new Uint8ClampedArray(count);
  for (let channel = 0; channel < 3; channel += 1) {
    for (let at = 0; at < count; at += 1) line[at] = pixels[start + channel + at * step]!;
    const valueAt = (at: number) => line[Math.min(count - 1, Math.max(0, at))]!;
    let sum = 0;
    for (let at = -radius; at <= radius; at += 1) sum += valueAt(at);
    for (let at = 0; at < count; at += 1) {
      pixels[start + channel + at * step] = sum / size;
      sum += valueAt(at + radius + 1) - valueAt(at - radius);
    }
  }
}
