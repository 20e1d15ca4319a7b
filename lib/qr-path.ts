import { create } from 'qrcode';

/** A QR code as one SVG path over a field of `size` by `size`, its quiet margin of four included (ISO/IEC 18004). */
export function qrPath(text: string): { size: number; path: string } {
  const margin = 4;
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  let path = '';
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column)) path += `M${column + margin} ${row + margin}h1v1h-1z`;
    }
  }
  return { size: modules.size + 2 * margin, path };
}
