/**
 * What turns the frames of a video upright that says by a matrix how it is to
 * be turned; decoders leave that to whoever shows them.
 * Source: ISO 14496-12, 8.3.2 (nine numbers, of which the first, second, fourth
 * and fifth turn and mirror).
 * @param matrix undefined: it says nothing
 * @returns filters, and whether width and height change places
 */
export function uprightFilters(matrix: readonly number[] | undefined): {
  filters: readonly string[];
  swaps: boolean;
} {
  if (!matrix || matrix.length < 9) return { filters: [], swaps: false };
  const [a = 0, b = 0, , c = 0, d = 0] = matrix;
  if (Math.hypot(a, c) === 0 || Math.hypot(b, d) === 0) return { filters: [], swaps: false };
  const degrees = Math.round((Math.atan2(b / Math.hypot(b, d), a / Math.hypot(a, c)) * 180) / Math.PI);
  switch ((degrees + 360) % 360) {
    case 90:
      return { filters: [`transpose=${c > 0 ? 'cclock_flip' : 'clock'}`], swaps: true };
    case 180:
      return { filters: [...(a < 0 ? ['hflip'] : []), ...(d < 0 ? ['vflip'] : [])], swaps: false };
    case 270:
      return { filters: [`transpose=${c < 0 ? 'clock_flip' : 'cclock'}`], swaps: true };
    default:
      return { filters: d < 0 ? ['vflip'] : [], swaps: false };
  }
}
