import { create } from 'qrcode';

export type QrPath = {
  /** Of the square's side, in modules, with the quiet zone of four that readers need (ISO/IEC 18004). */
  size: number;
  /** Of an SVG path: the dark modules. */
  d: string;
};

const quietZone = 4;

/** A text as a QR code, drawn row by row. Level M: print on a wall gets scratched. */
export function qrPath(text: string): QrPath {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const { size, data } = modules;
  let d = '';
  for (let at = 0; at < data.length; at++) {
    if (data[at]) d += `M${quietZone + (at % size)} ${quietZone + Math.floor(at / size)}h1v1h-1z`;
  }
  return { size: size + 2 * quietZone, d };
}
