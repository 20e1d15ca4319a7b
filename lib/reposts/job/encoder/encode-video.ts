import {
  AV_PKT_DATA_DISPLAYMATRIX,
  AVCOL_PRI_BT709,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT709,
  AVCOL_SPC_UNSPECIFIED,
  AVCOL_TRC_ARIB_STD_B67,
  AVCOL_TRC_BT709,
  AVCOL_TRC_SMPTE2084,
  Decoder,
  Demuxer,
  Encoder,
  type EOFSignal,
  FF_ENCODER_AAC,
  FF_ENCODER_LIBX264,
  FF_ENCODER_PNG,
  FilterAPI,
  FilterComplexAPI,
  type Frame,
  Muxer,
  type Packet,
  type Stream,
} from 'node-av';
import { pictureGraph, soundChain, type SourcePicture } from '../../video/filter-graph.ts';
import type { EncoderOrder } from '../../video/encoder-order.ts';
import { videoFormat } from '../../video/video-format.ts';

/** Why a source cannot be encoded, by the key of its words. */
export class NotEncodable extends Error {
  override name = 'NotEncodable';
  readonly key: 'videoUnreadable' | 'videoNoPicture';

  constructor(key: NotEncodable['key'], options: { cause?: unknown } = {}) {
    super(key, options);
    this.key = key;
  }
}

/** Two at a time: more would take more memory, and the machine has other things to do. */
const threads = 2;

/**
 * Makes a video of an order, in the folder that the process stands in.
 * @param onFrame called with the number of frames that are encoded
 * @throws NotEncodable
 */
export async function encodeVideo(order: EncoderOrder, onFrame: (frames: number) => void): Promise<void> {
  const input = await open(order.source);
  const closing: (() => unknown)[] = [() => input.close()];
  try {
    const picture = input.video();
    if (!picture || picture.codecpar.width === 0) throw new NotEncodable('videoNoPicture');
    const sound = order.muted ? undefined : input.audio();
    const output = await Muxer.open(order.result, {
      format: 'mp4',
      // Instagram takes no edit lists, and wants the index first.
      options: { movflags: '+faststart', use_editlist: '0' },
    });
    // What was written is whole only once it is closed.
    closing.unshift(() => output.close());
    const pictures = await pictureLine(picture, order, output);
    closing.unshift(pictures.close);
    const sounds = sound && (await soundLine(sound, order, output));
    if (sounds) closing.unshift(sounds.close);
    const lines = new Map([[picture.index, { stream: picture, line: pictures }]]);
    if (sound && sounds) lines.set(sound.index, { stream: sound, line: sounds });
    await drain(input, lines, { endSeconds: order.endMs / 1000, onStep: () => onFrame(pictures.made()) });
    for (const { line } of lines.values()) await line.end();
    if (pictures.made() === 0) throw new NotEncodable('videoUnreadable');
    onFrame(pictures.made());
  } finally {
    for (const close of closing) await close();
  }
}

/** Sends every packet its way, until all have come to the end of what is kept. */
async function drain(
  input: Demuxer,
  lines: ReadonlyMap<number, { stream: Stream; line: Line }>,
  { endSeconds, onStep }: { endSeconds: number; onStep: () => void },
): Promise<void> {
  const over = new Set<number>();
  for await (const packet of input.packets()) {
    if (!packet || over.size === lines.size) return;
    const way = lines.get(packet.streamIndex);
    if (way && !over.has(packet.streamIndex)) {
      // What is decoded in another order than it is shown may come a little later.
      if (secondsOf(packet.dts, way.stream) > endSeconds + 1) over.add(packet.streamIndex);
      await way.line.take(packet);
      onStep();
    }
    packet.free();
  }
}

const secondsOf = (at: bigint, { timeBase }: Stream) => (Number(at) * timeBase.num) / timeBase.den;

async function open(source: string): Promise<Demuxer> {
  try {
    return await Demuxer.open(source, { format: 'mov,mp4,m4a,3gp,3g2,mj2' });
  } catch (cause) {
    throw new NotEncodable('videoUnreadable', { cause });
  }
}

/** One stream's way from packets to packets. */
type Line = {
  take: (packet: Packet) => Promise<void>;
  end: () => Promise<void>;
  /** How many packets came of it so far. */
  made: () => number;
  close: () => void;
};

async function pictureLine(stream: Stream, order: EncoderOrder, output: Muxer): Promise<Line> {
  const graph = FilterComplexAPI.create(pictureGraph(sourcePicture(stream), order), {
    inputs: [{ label: '0:v' }],
    outputs: [{ label: 'out' }],
    threads,
  });
  const encoder = await Encoder.create(FF_ENCODER_LIBX264, {
    maxRate: videoFormat.mostBitsPerSecond,
    bufSize: videoFormat.mostBitsPerSecond,
    gopSize: videoFormat.group,
    maxBFrames: 0,
    threadCount: threads,
    context: {
      colorPrimaries: AVCOL_PRI_BT709,
      colorTrc: AVCOL_TRC_BT709,
      colorSpace: AVCOL_SPC_BT709,
      colorRange: AVCOL_RANGE_MPEG,
    },
    options: { preset: 'veryfast', crf: 20, profile: 'high' },
  });
  const decoder = await Decoder.create(stream, { threadCount: threads });
  return line({
    decoder,
    encoder,
    output,
    endSeconds: order.endMs / 1000,
    filter: {
      put: (frame) => graph.process('0:v', frame),
      flush: () => graph.flush('0:v'),
      take: () => graph.receive('out'),
      close: () => graph.close(),
    },
  });
}

async function soundLine(stream: Stream, order: EncoderOrder, output: Muxer): Promise<Line> {
  const filter = FilterAPI.create(soundChain(order));
  const encoder = await Encoder.create(FF_ENCODER_AAC, { bitrate: videoFormat.soundBitsPerSecond });
  const decoder = await Decoder.create(stream);
  return line({
    decoder,
    encoder,
    output,
    endSeconds: order.endMs / 1000,
    filter: {
      put: (frame) => filter.process(frame),
      flush: () => filter.flush(),
      take: () => filter.receive(),
      close: () => filter.close(),
    },
  });
}

type Filter = {
  put: (frame: Frame) => Promise<void>;
  flush: () => Promise<void>;
  take: () => Promise<Frame | EOFSignal | null>;
  close: () => void;
};

function line(parts: {
  decoder: Decoder;
  encoder: Encoder;
  filter: Filter;
  output: Muxer;
  endSeconds: number;
}): Line {
  const { decoder, encoder, filter, output, endSeconds } = parts;
  const index = output.addStream(encoder);

  let written = 0;

  const write = async (): Promise<void> => {
    for (;;) {
      const packet = taken(await encoder.receive());
      if (!packet) return;
      // The encoder's start-up delay: without an edit list it would hold the picture back.
      if (packet.pts >= 0n) {
        await output.writePacket(packet, index);
        written += 1;
      }
      packet.free();
    }
  };
  const encode = async (): Promise<void> => {
    for (;;) {
      const frame = taken(await filter.take());
      if (!frame) return;
      await encoder.encode(frame);
      frame.free();
      await write();
    }
  };
  const decode = async (): Promise<void> => {
    for (;;) {
      const frame = taken(await decoder.receive());
      if (!frame) return;
      // A filter that cuts takes nothing more once it has cut.
      if ((Number(frame.pts) * frame.timeBase.num) / frame.timeBase.den < endSeconds) {
        await filter.put(frame);
        await encode();
      }
      frame.free();
    }
  };
  return {
    take: async (packet) => {
      await decoder.decode(packet);
      await decode();
    },
    end: async () => {
      await decoder.flush();
      await decode();
      await filter.flush();
      await encode();
      await encoder.flush();
      await write();
    },
    made: () => written,
    close: () => {
      decoder.close();
      filter.close();
      encoder.close();
    },
  };
}

const taken = <Taken extends object>(value: Taken | EOFSignal | null): Taken | null =>
  value !== null && typeof value === 'object' ? value : null;

function sourcePicture({ codecpar, sampleAspectRatio: shape }: Stream): SourcePicture {
  const matrix = codecpar.getCodedSideData(AV_PKT_DATA_DISPLAYMATRIX);
  const high = codecpar.colorTrc === AVCOL_TRC_ARIB_STD_B67 || codecpar.colorTrc === AVCOL_TRC_SMPTE2084;
  return {
    width: codecpar.width,
    height: codecpar.height,
    pixelRatio: shape.num > 0 && shape.den > 0 ? shape.num / shape.den : 1,
    matrix: matrix ? [...new Int32Array(new Uint8Array(matrix).buffer)] : undefined,
    light: high ? 'high' : 'standard',
    colorsNamed: codecpar.colorSpace !== AVCOL_SPC_UNSPECIFIED,
  };
}

/**
 * The still of a video at a moment, as PNG.
 * @param atMs the last frame where it ends before
 */
export async function stillAt(file: string, atMs: number): Promise<Buffer> {
  const input = await open(file);
  try {
    const stream = input.video();
    if (!stream) throw new NotEncodable('videoNoPicture');
    const decoder = await Decoder.create(stream, { threadCount: threads });
    const filter = FilterAPI.create('format=rgb24');
    let kept: Frame | null = null;
    for await (const frame of decoder.frames(input.packets(stream.index))) {
      if (!frame) break;
      kept?.free();
      kept = frame;
      if (secondsOf(frame.pts, stream) * 1000 >= atMs) break;
    }
    if (!kept) throw new NotEncodable('videoUnreadable');
    await filter.process(kept);
    const still = taken(await filter.receive());
    if (!still) throw new NotEncodable('videoUnreadable');
    return await Encoder.encodeOne(FF_ENCODER_PNG, still);
  } finally {
    await input.close();
  }
}
