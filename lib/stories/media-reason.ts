/**
 * Why a story has no media; each has a sentence under `stories.reason.`.
 * `copyright`: Meta gives no link. `withheld`: so far, and it is asked again; the
 * only one of a story that is still pending. `expired`: the link or the story was gone
 * before it could be saved. `download_failed`: it never came through whole.
 * `not_decodable`: it is no picture or video that we know. `too_large`: more
 * than Instagram takes.
 */
export const mediaReasons = [
  'copyright',
  'withheld',
  'expired',
  'download_failed',
  'not_decodable',
  'too_large',
] as const;
export type MediaReason = (typeof mediaReasons)[number];
