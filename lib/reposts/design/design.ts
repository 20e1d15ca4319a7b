import { frame } from './frame.ts';

/**
 * An edit as data: what lies on the frame, from the back to the front. The
 * browser draws it once; the server keeps it and never draws it again.
 * What came from outside is checked in design-input.ts.
 */
export type Design = { version: typeof designVersion; backdrop: Backdrop; layers: readonly Layer[] };

/** Counts up when a design of an older shape could no longer be read as it is. */
export const designVersion = 1;

export const backdropKinds = ['blur', 'color', 'crop'] as const;
export type BackdropKind = (typeof backdropKinds)[number];

/**
 * What lies behind all layers. `blur`: the source, blurred, filling the frame.
 * `crop`: the source itself, filling the frame; `x` and `y` say which part of it stays, from 0 (left, top) to 1.
 */
export type Backdrop =
  | { kind: 'blur' }
  | { kind: 'color'; color: string }
  | { kind: 'crop'; x: number; y: number };

const layerKinds = ['source', 'text', 'logo', 'shape'] as const;
export type LayerKind = (typeof layerKinds)[number];

type Placed = {
  /** Unique within the design. */
  id: string;
  /** What its maker calls it. Empty: it is called by what it is. */
  name: string;
  /** Its middle, in pixels of the frame. */
  x: number;
  y: number;
  /** Times the size that it has by itself (layer-size.ts). */
  scale: number;
  /** Degrees, clockwise. */
  rotation: number;
  /** From 0 to 1. */
  opacity: number;
  /** Stays as it is until it is unlocked. */
  locked: boolean;
  hidden: boolean;
};

export const textAligns = ['start', 'center', 'end'] as const;
export type TextAlign = (typeof textAligns)[number];
/** `auto`: each paragraph by its first letter that has a direction. */
export const textDirections = ['auto', 'ltr', 'rtl'] as const;
export type TextDirection = (typeof textDirections)[number];
export const textStyles = ['plain', 'stroke', 'pill', 'shadow'] as const;
export type TextStyle = (typeof textStyles)[number];
export const fontWeights = [400, 500, 600, 700, 800, 900] as const;
export const shapeForms = ['rectangle', 'rounded', 'ellipse'] as const;
export type ShapeForm = (typeof shapeForms)[number];

export type SourceLayer = Placed & { kind: 'source' };
export type LogoLayer = Placed & { kind: 'logo' };
export type TextLayer = Placed & {
  kind: 'text';
  text: string;
  /** A family of the brand's fonts, or one of builtInFamilies; one that is gone is drawn in Inter. */
  family: string;
  weight: number;
  /** Pixels of the frame, at scale 1. */
  size: number;
  color: string;
  align: TextAlign;
  direction: TextDirection;
  style: TextStyle;
  /** Of the stroke, the pill or the shadow. */
  styleColor: string;
  /** Lines are broken at this many pixels, at scale 1. */
  width: number;
};
export type ShapeLayer = Placed & {
  kind: 'shape';
  form: ShapeForm;
  width: number;
  height: number;
  color: string;
};
export type Layer = SourceLayer | TextLayer | LogoLayer | ShapeLayer;

/** Families that every installation has; other scripts are filled in by font-stack.ts. */
export const builtInFamilies = ['Inter', 'Noto Sans'] as const;

/** What a design may hold. A middle may lie outside the frame, but not out of reach. */
export const limits = {
  layers: 60,
  name: 60,
  text: 1000,
  family: 60,
  x: { least: -frame.width, most: 2 * frame.width },
  y: { least: -frame.height, most: 2 * frame.height },
  scale: { least: 0.05, most: 10 },
  size: { least: 12, most: 400 },
  width: { least: 40, most: 2160 },
  side: { least: 4, most: 3840 },
} as const;
