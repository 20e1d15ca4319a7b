import { z } from 'zod';
import {
  designVersion,
  fontWeights,
  limits,
  shapeForms,
  textAligns,
  textDirections,
  textStyles,
} from './design.ts';
import { isWithinLimits, sourceMostMs } from '../video/video-edit.ts';

const unreadable = 'designUnreadable';
const between = ({ least, most }: { least: number; most: number }) =>
  z.number(unreadable).min(least, 'designOutside').max(most, 'designOutside');
const color = z.string(unreadable).regex(/^#[0-9a-f]{6}$/, 'colorUnknown');
const share = between({ least: 0, most: 1 });

const placed = {
  id: z.string(unreadable).regex(/^[a-z0-9-]{1,40}$/, unreadable),
  name: z.string(unreadable).max(limits.name, 'nameTooLong'),
  x: between(limits.x),
  y: between(limits.y),
  scale: between(limits.scale),
  rotation: between({ least: -180, most: 180 }),
  opacity: share,
  locked: z.boolean(unreadable),
  hidden: z.boolean(unreadable),
};

const layer = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ ...placed, kind: z.literal('source') }, unreadable),
    z.strictObject({ ...placed, kind: z.literal('logo') }, unreadable),
    z.strictObject(
      {
        ...placed,
        kind: z.literal('text'),
        text: z.string(unreadable).max(limits.text, 'designTextTooLong'),
        family: z.string(unreadable).min(1, unreadable).max(limits.family, 'nameTooLong'),
        weight: z.literal(fontWeights, 'fontWeightUnknown'),
        size: between(limits.size),
        color,
        align: z.enum(textAligns, unreadable),
        direction: z.enum(textDirections, unreadable),
        style: z.enum(textStyles, unreadable),
        styleColor: color,
        width: between(limits.width),
      },
      unreadable,
    ),
    z.strictObject(
      {
        ...placed,
        kind: z.literal('shape'),
        form: z.enum(shapeForms, unreadable),
        width: between(limits.side),
        height: between(limits.side),
        color,
      },
      unreadable,
    ),
  ],
  unreadable,
);

const backdrop = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('blur') }, unreadable),
    z.strictObject({ kind: z.literal('color'), color }, unreadable),
    z.strictObject({ kind: z.literal('crop'), x: share, y: share }, unreadable),
  ],
  unreadable,
);

const milliseconds = z.int(unreadable).min(0, 'videoTrimOutside').max(sourceMostMs, 'videoTrimOutside');
const videoEdit = z
  .strictObject(
    {
      startMs: milliseconds,
      endMs: milliseconds,
      muted: z.boolean(unreadable),
      posterMs: milliseconds,
    },
    unreadable,
  )
  .refine(isWithinLimits, 'videoTrimOutside');

/** A design as a browser sends it. Every refusal is a sentence under `errors.`. */
export const designInput = z.strictObject(
  {
    version: z.literal(designVersion, 'designOtherVersion'),
    backdrop,
    layers: z
      .array(layer, unreadable)
      .max(limits.layers, 'designTooManyLayers')
      .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, unreadable),
    video: videoEdit.exactOptional(),
  },
  unreadable,
);
