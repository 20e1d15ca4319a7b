import type { ReadAt } from './is-whole-mp4.ts';

/** What an MP4 or MOV says of itself, without being decoded. */
export type Mp4Facts = {
  durationMs: number;
  /** Whether the index stands before what it is the index of. */
  indexFirst: boolean;
  /** Whether any track is shifted or cut by an edit list. */
  hasEditList: boolean;
  /** NULL: no picture. */
  picture: {
    /** Four letters, such as `avc1` or `hvc1`. */
    codec: string;
    width: number;
    height: number;
    framesPerSecond: number;
    /** How it is to be turned and mirrored: nine numbers, as in the file. */
    matrix: number[];
  } | null;
  /** NULL: silent. */
  sound: { codec: string; channels: number; hertz: number } | null;
};

/** The index of a minute is some hundred kilobytes. */
const mostIndexBytes = 16_000_000;
const mostBoxes = 10_000;

type Box = { type: string; body: Buffer };

/**
 * Reads the index of a file that is known to be whole (is-whole-mp4.ts).
 * Source: ISO 14496-12, chapter 8.
 * @returns undefined when it cannot be read
 */
export async function mp4Facts(readAt: ReadAt, size: number): Promise<Mp4Facts | undefined> {
  const found = await findIndex(readAt, size);
  if (!found) return undefined;
  try {
    return readIndex(found.index, found.first);
  } catch (error) {
    // A number that points outside of the file.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

async function findIndex(
  readAt: ReadAt,
  size: number,
): Promise<{ index: Buffer; first: boolean } | undefined> {
  let offset = 0;
  let first = true;
  for (let count = 0; offset + 8 <= size && count < mostBoxes; count += 1) {
    const header = Buffer.from(await readAt(offset, 16));
    if (header.length < 8) return undefined;
    const type = header.toString('latin1', 4, 8);
    const short = header.readUInt32BE(0);
    if (short === 1 && header.length < 16) return undefined;
    const length = short === 0 ? size - offset : short === 1 ? Number(header.readBigUInt64BE(8)) : short;
    const head = short === 1 ? 16 : 8;
    if (length < head || offset + length > size) return undefined;
    if (type === 'mdat') first = false;
    if (type === 'moov') {
      if (length > mostIndexBytes) return undefined;
      return { index: Buffer.from(await readAt(offset + head, length - head)), first };
    }
    offset += length;
  }
  return undefined;
}

function readIndex(index: Buffer, indexFirst: boolean): Mp4Facts | undefined {
  const header = find(index, 'mvhd');
  if (!header) return undefined;
  const tracks = boxes(index).filter(({ type }) => type === 'trak');
  const facts: Mp4Facts = {
    durationMs: Math.round(lengthOf(header) * 1000),
    indexFirst,
    hasEditList: tracks.some(({ body }) => find(body, 'edts', 'elst') !== undefined),
    picture: null,
    sound: null,
  };
  for (const { body } of tracks) {
    const kind = find(body, 'mdia', 'hdlr')?.toString('latin1', 8, 12);
    if (kind === 'vide') facts.picture ??= pictureOf(body);
    if (kind === 'soun') facts.sound ??= soundOf(body);
  }
  return facts;
}

/** Seconds, of an `mvhd` or `mdhd`. */
function lengthOf(header: Buffer): number {
  const long = header.readUInt8(0) === 1;
  const scale = header.readUInt32BE(long ? 20 : 12);
  const length = long ? Number(header.readBigUInt64BE(24)) : header.readUInt32BE(16);
  return scale === 0 ? 0 : length / scale;
}

function pictureOf(track: Buffer): Mp4Facts['picture'] {
  const place = find(track, 'tkhd');
  const entry = firstEntry(track);
  if (!place || !entry) return null;
  const at = place.readUInt8(0) === 1 ? 52 : 40;
  const seconds = lengthOf(find(track, 'mdia', 'mdhd') ?? Buffer.alloc(32));
  return {
    codec: entry.type,
    width: entry.body.readUInt16BE(24),
    height: entry.body.readUInt16BE(26),
    framesPerSecond: seconds === 0 ? 0 : frames(track) / seconds,
    matrix: Array.from({ length: 9 }, (_, each) => place.readInt32BE(at + each * 4)),
  };
}

function soundOf(track: Buffer): Mp4Facts['sound'] {
  const entry = firstEntry(track);
  if (!entry) return null;
  return {
    codec: entry.type,
    channels: entry.body.readUInt16BE(16),
    // 16.16: the part before the point.
    hertz: entry.body.readUInt16BE(24),
  };
}

const samples = (track: Buffer, ...box: string[]) => find(track, 'mdia', 'minf', 'stbl', ...box);

function firstEntry(track: Buffer): Box | undefined {
  const table = samples(track, 'stsd');
  return table && boxes(table.subarray(8))[0];
}

/** How many samples the table of times counts. */
function frames(track: Buffer): number {
  const table = samples(track, 'stts');
  if (!table) return 0;
  let count = 0;
  for (let at = 8; at + 8 <= table.length; at += 8) count += table.readUInt32BE(at);
  return count;
}

function find(within: Buffer, ...path: string[]): Buffer | undefined {
  let body: Buffer | undefined = within;
  for (const type of path) body = body && boxes(body).find((each) => each.type === type)?.body;
  return body;
}

function boxes(within: Buffer): Box[] {
  const all: Box[] = [];
  for (let at = 0; at + 8 <= within.length;) {
    const length = within.readUInt32BE(at);
    if (length < 8 || at + length > within.length) break;
    all.push({ type: within.toString('latin1', at + 4, at + 8), body: within.subarray(at + 8, at + length) });
    at += length;
  }
  return all;
}
