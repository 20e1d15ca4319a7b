import type { Mp4Facts } from '#lib/media/mp4-facts.ts';
import { videoLimits } from './video-format.ts';

/** Why a video is nothing that Instagram takes, by the key of its words under `errors`. */
export type VideoTrouble =
  | 'videoUnreadable'
  | 'videoNoPicture'
  | 'videoCodec'
  | 'videoTooWide'
  | 'videoTooLong'
  | 'videoTooShort'
  | 'videoPace'
  | 'videoSound'
  | 'videoTooLarge';

/** Encoders write a moment more or less than there is. */
const slackMs = 150;

/** Whether a story may be so long. */
export const isTooLong = (durationMs: number): boolean => durationMs > videoLimits.mostMs + slackMs;
export const isTooShort = (durationMs: number): boolean => durationMs < videoLimits.leastMs - slackMs;
const pictureCodecs = ['avc1', 'avc3', 'hvc1', 'hev1'];
const soundCodecs = ['mp4a'];

/**
 * What of Instagram's format for stories a file does not keep, the first that
 * was found. An edit list is let through, though Meta asks for none: what was
 * posted came from Meta's servers, and Meta says when it takes a file not.
 * @param facts undefined: the file could not be read
 */
export function videoTrouble(facts: Mp4Facts | undefined, bytes: number): VideoTrouble | undefined {
  if (!facts) return 'videoUnreadable';
  const { picture, sound, durationMs } = facts;
  if (!picture || picture.width === 0 || picture.height === 0) return 'videoNoPicture';
  const { width, height } = uprightSize(picture);
  const { ratio, framesPerSecond: pace } = videoLimits;
  if (!pictureCodecs.includes(picture.codec)) return 'videoCodec';
  if (width > videoLimits.mostWidth || width / height < ratio.least || width / height > ratio.most)
    return 'videoTooWide';
  if (isTooLong(durationMs)) return 'videoTooLong';
  if (isTooShort(durationMs)) return 'videoTooShort';
  // 23.976 is written 24000/1001, and a phone's own pace wavers.
  if (Math.round(picture.framesPerSecond) < pace.least || Math.round(picture.framesPerSecond) > pace.most)
    return 'videoPace';
  if (sound && !soundFits(sound)) return 'videoSound';
  const bitsPerSecond = (bytes * 8) / (durationMs / 1000);
  if (bytes > videoLimits.mostBytes || bitsPerSecond > videoLimits.bitsPerSecond) return 'videoTooLarge';
  return undefined;
}

const soundFits = ({ codec, channels, hertz }: NonNullable<Mp4Facts['sound']>) =>
  soundCodecs.includes(codec) &&
  channels <= videoLimits.soundChannels &&
  hertz > 0 &&
  hertz <= videoLimits.soundHertz;

/** How large it is once it was turned as it says. */
export function uprightSize({ width, height, matrix }: NonNullable<Mp4Facts['picture']>): {
  width: number;
  height: number;
} {
  const [a = 0, b = 0] = matrix;
  return Math.abs(b) > Math.abs(a) ? { width: height, height: width } : { width, height };
}
