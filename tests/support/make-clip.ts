import { readFile, writeFile } from 'node:fs/promises';
import {
  AV_LOG_QUIET,
  Decoder,
  Demuxer,
  Encoder,
  FF_ENCODER_AAC,
  FF_ENCODER_LIBX264,
  FilterAPI,
  Log,
  Muxer,
} from 'node-av';
import type { Stream } from 'node-av';

export type ClipOrder = {
  seconds?: number;
  /** A picture as ffmpeg's sources make it, without rate and length. */
  picture?: string;
  /** What is done to its frames. */
  filter?: string;
  sound?: boolean;
  /** How it says that it is to be turned: a quarter clockwise. */
  turned?: boolean;
};

/** Makes a clip as a phone might: with an edit list, with B-frames, and with its index last. */
export async function makeClip(file: string, order: ClipOrder = {}): Promise<Buffer> {
  const { seconds = 4, picture = 'testsrc2=size=360x640', filter = 'null', sound = true } = order;
  Log.setLevel(AV_LOG_QUIET);
  const pictures = await Demuxer.open(`${picture}:rate=30:duration=${seconds}`, { format: 'lavfi' });
  const sounds = await Demuxer.open(`sine=frequency=440:sample_rate=44100:duration=${seconds}`, {
    format: 'lavfi',
  });
  const output = await Muxer.open(file, { format: 'mp4' });
  const video = await Encoder.create(FF_ENCODER_LIBX264, {
    threadCount: 2,
    options: { preset: 'ultrafast', bf: 2 },
  });
  const audio = await Encoder.create(FF_ENCODER_AAC, { bitrate: 64_000 });
  const write = async (from: Demuxer, stream: Stream, through: FilterAPI, encoder: Encoder, to: number) => {
    const decoder = await Decoder.create(stream);
    for await (const packet of encoder.packets(through.frames(decoder.frames(from.packets(stream.index))))) {
      if (!packet) break;
      await output.writePacket(packet, to);
      packet.free();
    }
  };
  const frames = FilterAPI.create(`${filter},format=yuv420p`);
  const samples = FilterAPI.create('aformat=sample_fmts=fltp:channel_layouts=mono');
  const ways = [write(pictures, pictures.video()!, frames, video, output.addStream(video))];
  if (sound) ways.push(write(sounds, sounds.audio()!, samples, audio, output.addStream(audio)));
  await Promise.all(ways);
  for (const each of [output, pictures, sounds]) await each.close();
  const bytes = await readFile(file);
  if (order.turned) {
    // Nine numbers stand 40 bytes into the header of the first track, which is the picture's.
    const header = bytes.indexOf('tkhd') + 4;
    [0, 65_536, 0, -65_536, 0, 0, 0, 0, 1_073_741_824].forEach((value, each) =>
      bytes.writeInt32BE(value, header + 40 + each * 4),
    );
    await writeFile(file, bytes);
  }
  return bytes;
}
