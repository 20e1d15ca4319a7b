import { type GraphError, codeText } from '#lib/meta/graph-error.ts';

/**
 * What a refusal of Meta's means for a post. `again`: the same step once more,
 * a little later. `poll`: the container is not ready yet. `container`: this one
 * will not do, make another. `person`: stop and say what to do. `wait`: a limit,
 * later. `token`: wait for a token that works. `uncertain`: it may have been
 * done all the same, so look before anything is repeated.
 */
export type FailureClass = 'again' | 'poll' | 'container' | 'person' | 'wait' | 'token' | 'uncertain';

export type PublishFailure = {
  class: FailureClass;
  /** Names the words that say what is wrong and what to do. */
  key: FailureKey;
  /** Meta's numbers, as `9007/2207027`. NULL: Meta gave none. */
  errorCode: string | null;
};

/** Every reason for which a post stops or waits, as its words are named. */
export const failureKeys = [
  'account_missing',
  'account_restricted',
  'caption_length',
  'carousel',
  'container_limit',
  'container_missing',
  'container_slow',
  'duplicate',
  'image_format',
  'image_ratio',
  'image_size',
  'instagram_trouble',
  'late',
  'media_expired',
  'media_fetch',
  'media_fetch_slow',
  'media_type',
  'not_looked_up',
  'not_ready',
  'not_there',
  'parameter',
  'permission',
  'product_tags',
  'publishing_quota',
  'rate',
  'refused',
  'restricted',
  'rights',
  'source_deleted',
  'story_seen',
  'suspected_spam',
  'thumbnail_offset',
  'token',
  'upload_failed',
  'video_fetch',
  'video_format',
] as const;
export type FailureKey = (typeof failureKeys)[number];

/** Which call was refused. */
export type AskedStep = 'container' | 'read' | 'publish';

type Meaning = readonly [FailureClass, FailureKey];

/**
 * By the number that says most: Instagram's subcodes are unique among
 * themselves, and a container's status holds the subcode alone.
 * Source: instagram-graph-api/reference/error-codes; below the line, numbers
 * that Meta does not document and that clients have seen.
 */
const bySubcode: Record<number, Meaning> = {
  2_207_001: ['uncertain', 'instagram_trouble'],
  2_207_003: ['container', 'media_fetch_slow'],
  2_207_004: ['person', 'image_size'],
  2_207_005: ['person', 'image_format'],
  2_207_006: ['container', 'container_missing'],
  // Also what a container says that is published already: looking tells which.
  2_207_008: ['uncertain', 'container_missing'],
  // Our files have the right shape; a host that sent nothing has been seen to give a ratio of 0.
  2_207_009: ['container', 'image_ratio'],
  2_207_010: ['person', 'caption_length'],
  2_207_020: ['container', 'media_expired'],
  2_207_023: ['person', 'media_type'],
  2_207_026: ['person', 'video_format'],
  2_207_027: ['poll', 'not_ready'],
  2_207_028: ['person', 'carousel'],
  2_207_032: ['container', 'upload_failed'],
  2_207_035: ['person', 'product_tags'],
  2_207_036: ['person', 'product_tags'],
  2_207_037: ['person', 'product_tags'],
  2_207_040: ['person', 'product_tags'],
  2_207_042: ['wait', 'publishing_quota'],
  2_207_050: ['person', 'account_restricted'],
  // Comes with code 4 and is no rate limit: whoever goes on makes it worse.
  2_207_051: ['person', 'suspected_spam'],
  2_207_052: ['container', 'media_fetch'],
  2_207_053: ['container', 'upload_failed'],
  2_207_057: ['person', 'thumbnail_offset'],

  2_207_076: ['container', 'video_fetch'],
  2_207_077: ['container', 'video_fetch'],
  2_207_082: ['container', 'video_fetch'],
  2_207_083: ['person', 'image_format'],
  2_207_085: ['container', 'upload_failed'],
};

const byCode: Record<number, Meaning> = {
  [-2]: ['container', 'media_fetch_slow'],
  [-1]: ['uncertain', 'instagram_trouble'],
  0: ['token', 'token'],
  1: ['uncertain', 'instagram_trouble'],
  2: ['uncertain', 'instagram_trouble'],
  3: ['person', 'permission'],
  4: ['wait', 'rate'],
  9: ['wait', 'publishing_quota'],
  10: ['person', 'permission'],
  17: ['wait', 'rate'],
  24: ['uncertain', 'container_missing'],
  25: ['person', 'account_restricted'],
  32: ['wait', 'rate'],
  100: ['person', 'parameter'],
  102: ['token', 'token'],
  104: ['token', 'token'],
  190: ['token', 'token'],
  341: ['wait', 'rate'],
  352: ['person', 'video_format'],
  368: ['person', 'restricted'],
  506: ['person', 'duplicate'],
  613: ['wait', 'rate'],
  9004: ['container', 'media_fetch'],
  9007: ['poll', 'not_ready'],
  36_000: ['person', 'image_size'],
  36_001: ['person', 'image_format'],
  36_003: ['container', 'image_ratio'],
  36_004: ['person', 'caption_length'],
};

/**
 * What a refusal means, by its numbers alone. An unknown number that came with
 * a status of 500 or more is uncertain; with any other it is a refusal.
 * Looking and making a container change nothing that anybody sees, so there an
 * uncertainty means no more than trying again.
 */
export function publishFailure(
  error: Pick<GraphError, 'code' | 'subcode'>,
  { status, asked }: { status: number; asked: AskedStep },
): PublishFailure {
  const [meaning, key] = refine(meaningOf(error, status), error, asked);
  const harmless = asked !== 'publish' && (meaning === 'uncertain' || meaning === 'poll');
  return { class: harmless ? 'again' : meaning, key, errorCode: codeText(error) };
}

function meaningOf({ code, subcode }: Pick<GraphError, 'code' | 'subcode'>, status: number): Meaning {
  const exact = subcode === null ? undefined : bySubcode[subcode];
  const known = exact ?? byCode[code] ?? byRange(code);
  return known ?? (status >= 500 ? ['uncertain', 'instagram_trouble'] : ['person', 'refused']);
}

/** Whole ranges that Meta documents as one thing. */
function byRange(code: number): Meaning | undefined {
  if (code >= 200 && code <= 299) return ['person', 'permission'];
  if (code >= 80_000 && code <= 80_014) return ['wait', 'rate'];
  return undefined;
}

/** What is missing depends on what was asked for. */
function refine(
  meaning: Meaning,
  { code, subcode }: Pick<GraphError, 'code' | 'subcode'>,
  asked: AskedStep,
): Meaning {
  if (code === 100 && subcode === 33) {
    if (asked === 'container') return ['person', 'account_missing'];
    return asked === 'read' ? ['container', 'container_missing'] : ['uncertain', 'container_missing'];
  }
  // The daily number of containers is told apart from that of posts by the call that meets it.
  if (meaning[1] === 'publishing_quota' && asked === 'container') return ['wait', 'container_limit'];
  return meaning;
}

/**
 * What a container's ERROR means. Meta documents that `status` holds the
 * subcode; what comes is a sentence that ends in it.
 */
export function containerFailure(sentence: string | null): PublishFailure {
  const number = /-?\d{4,}/.exec(sentence ?? '')?.[0];
  const subcode = number === undefined ? null : Number(number);
  const [meaning, key] = (subcode === null ? undefined : (bySubcode[subcode] ?? byCode[subcode])) ?? [
    'container',
    'upload_failed',
  ];
  // What only another try can tell is tried with another container; so is a number that nobody knows.
  const again = meaning === 'person' || meaning === 'wait' ? meaning : 'container';
  return { class: again, key, errorCode: subcode === null ? null : String(subcode) };
}
