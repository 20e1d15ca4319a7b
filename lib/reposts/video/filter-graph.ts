import type { Backdrop } from '../design/design.ts';
import { frame } from '../design/frame.ts';
import { uprightFilters } from './upright-filters.ts';
import { videoFormat } from './video-format.ts';

/** What is known of a source's picture before it is decoded. */
export type SourcePicture = {
  width: number;
  height: number;
  /** Width of a pixel by its height. */
  pixelRatio: number;
  /** As `uprightFilters` wants it. */
  matrix: readonly number[] | undefined;
  /** How light is written down: as screens have it, or for a wider range of it. */
  light: 'standard' | 'high';
  /** Whether the file says by which matrix colours were made. */
  colorsNamed: boolean;
};

/** What of a source is to be seen, and on what. */
export type PictureOrder = {
  startMs: number;
  endMs: number;
  backdrop: Backdrop;
  /** A file name in the encoder's own folder, of letters and a dot. NULL: nothing lies on top. */
  overlay: string | null;
};

const size = `${frame.width}:${frame.height}`;
const seconds = (ms: number) => (ms / 1000).toFixed(3);
/** Named on both sides: what is left open is guessed, and guessed differently for films and for pictures. */
const toBt709 = 'out_color_matrix=bt709:out_range=tv';

/**
 * What is done to a source's frames, as a graph from `[0:v]` to `[out]`:
 * cut, upright, even in time, in the colours of Instagram, fitted on its
 * backdrop, and with what was drawn on top.
 */
export function pictureGraph(source: SourcePicture, order: PictureOrder): string {
  const { filters, swaps } = uprightFilters(source.matrix);
  const wide = source.width * source.pixelRatio;
  const upright = swaps ? { width: source.height, height: wide } : { width: wide, height: source.height };
  const start = seconds(order.startMs);
  const first = [
    `trim=start=${start}:end=${seconds(order.endMs)}`,
    `setpts=PTS-${start}/TB`,
    // From the very first moment, at an even pace: a phone's own pace wavers.
    `fps=${videoFormat.framesPerSecond}:start_time=0`,
    // The last picture stays until the end, however long before it was taken.
    'tpad=stop_mode=clone:stop_duration=2',
    `trim=end=${seconds(order.endMs - order.startMs)}`,
    ...(source.pixelRatio === 1 ? [] : ['scale=iw*sar:ih', 'setsar=1']),
    ...filters,
    ...(source.light === 'high' ? lightForScreens : []),
  ];
  const over = order.overlay === null ? '' : overlayOn(order.overlay);
  const fitted = fit(upright, order.backdrop, source);
  return `[0:v]${first.join(',')}${fitted}[base];${over}[${over === '' ? 'base' : 'laid'}]format=yuv420p,setsar=1[out]`;
}

/** Phones film in a range of light that other screens do not have; brought down to theirs. */
const lightForScreens = [
  'zscale=t=linear:npl=100',
  'format=gbrpf32le',
  'zscale=p=bt709',
  'tonemap=tonemap=hable:desat=0',
  'zscale=t=bt709:m=bt709:r=tv',
  'format=yuv420p',
];

function fit(upright: { width: number; height: number }, backdrop: Backdrop, source: SourcePicture): string {
  // An unnamed matrix is what players take it for: bt709 from HD on.
  const guessed = source.light === 'standard' && !source.colorsNamed && upright.height >= 720;
  const colors = `${guessed ? 'in_color_matrix=bt709:' : ''}${toBt709}`;
  const scale = (how: string) => `,scale=${size}${how}:${colors},format=yuv420p`;
  const ratio = upright.width / upright.height / (frame.width / frame.height);
  // A pixel more or less is no border.
  if (Math.abs(ratio - 1) < 0.002) return scale('');
  const inside = scale(':force_original_aspect_ratio=decrease:force_divisible_by=2');
  const covering = ':force_original_aspect_ratio=increase';
  switch (backdrop.kind) {
    case 'crop':
      return `${scale(covering)},crop=${size}:(iw-ow)*${backdrop.x}:(ih-oh)*${backdrop.y}`;
    case 'color':
      return `${inside},pad=${size}:(ow-iw)/2:(oh-ih)/2:color=0x${backdrop.color.slice(1)}`;
    case 'blur':
      return [
        ',split[near][far]',
        `[far]scale=${small}${covering}:${colors},crop=${small},gblur=sigma=4,lutyuv=y=(val-16)*0.78+16,scale=${size}:${toBt709},format=yuv420p[behind]`,
        `[near]${inside.slice(1)}[front]`,
        '[behind][front]overlay=(W-w)/2:(H-h)/2',
      ].join(';');
  }
}

/** As blurred as the editor shows it: a tenth of the frame holds no more detail. */
const small = `${frame.width / 10}:${frame.height / 10}`;

/** A single picture that stays until the end. */
const overlayOn = (file: string): string =>
  `movie=${file},format=rgba,scale=${toBt709},format=yuva420p[top];[base][top]overlay=eof_action=repeat:format=yuv420[laid];`;

/** What is done to a source's sound, as a chain. */
export function soundChain({ startMs, endMs }: Pick<PictureOrder, 'startMs' | 'endMs'>): string {
  const start = seconds(startMs);
  return [
    `atrim=start=${start}:end=${seconds(endMs)}`,
    `asetpts=PTS-${start}/TB`,
    `aresample=${videoFormat.soundHertz}:async=1:first_pts=0`,
    'aformat=sample_fmts=fltp:channel_layouts=stereo',
  ].join(',');
}
