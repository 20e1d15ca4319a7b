import type { ReuseReason } from '../rights/may-reuse.ts';
import type { MediaState, StoryKind, TokenState } from '../words.ts';
import type { PublishingFindingKey } from './publishing-findings.ts';
import { videoLimits } from './video/video-format.ts';
import { isTooLong, isTooShort } from './video/video-trouble.ts';

/** What was found before something leaves. */
export type Finding = {
  /** Names the words under `reposts.finding` in lib/i18n/messages. */
  key: FindingKey;
  /** Whether it stands in the way. */
  blocks: boolean;
  values: Record<string, string | number>;
};

export type FindingKey =
  | PublishingFindingKey
  | 'no_version'
  | 'copyright'
  | 'withheld'
  | 'rights_ask'
  | 'rights_deleted'
  | 'rights_waiting'
  | 'rights_said_no'
  | 'rights_not_reused'
  | 'rights_over'
  | 'rights_over_then'
  | 'rights_elsewhere'
  | 'not_jpeg'
  | 'too_large'
  | 'video_length'
  | 'video_large'
  | 'video_wide'
  | 'not_upright'
  | 'overlays_lost'
  | 'posted_before'
  | 'waits_elsewhere'
  | 'no_token'
  | 'token_broken'
  | 'no_scope'
  | 'scope_unknown'
  | 'time_past'
  | 'nobody_approves';

/** Meta's limit for a picture of a story (A.6): 8 MB, of which it does not say which. */
const pictureMostBytes = 8_000_000;

/** Meta's names of the right to publish, with either way to sign in (A.0). */
const publishScopes = ['instagram_content_publish', 'instagram_business_content_publish'];

/** All that is known of a post before it leaves. */
export type TargetFacts = {
  /** NULL: none is chosen yet. */
  version: {
    kind: StoryKind;
    mimeType: string;
    bytes: number;
    width: number;
    height: number;
    /** NULL for a picture. */
    durationMs: number | null;
  } | null;
  source: {
    mediaState: MediaState;
    /** Meta has given no file of it so far, and is asked again. */
    withheld: boolean;
    region: string;
  };
  /** Whether the region may reuse the story when this goes out, and why (lib/rights). */
  reuse: { may: 'free' | 'ask_first' | 'not'; reason: ReuseReason };
  account: { username: string };
  /** NULL: no token reaches the account. */
  token: { state: TokenState; scopes: readonly string[] } | null;
  /** NULL: as soon as it is approved. */
  publishAt: Date | null;
  /** Other posts of the same story to the same account, by other reposts or this. */
  others: readonly { state: 'published' | 'open'; by: string; at: Date }[];
  /** Whether somebody is left who may approve it. */
  somebodyApproves: boolean;
};

/**
 * What is to be known before a post leaves, what stands in the way first.
 * Whether Meta reaches our files and lets another post through is the
 * publisher's to find out.
 */
export function targetFindings(facts: TargetFacts, now: Date): Finding[] {
  const found = [
    ...versionFindings(facts),
    ...rightsFindings(facts, now),
    ...tokenFindings(facts),
    ...(facts.publishAt !== null && facts.publishAt <= now ? [blocks('time_past')] : []),
    ...(facts.somebodyApproves ? [] : [blocks('nobody_approves', { account: facts.account.username })]),
    ...facts.others.map(({ state, by, at }) =>
      tells(state === 'published' ? 'posted_before' : 'waits_elsewhere', {
        who: by,
        at: at.toISOString(),
        account: facts.account.username,
      }),
    ),
  ];
  return blockersFirst(found);
}

/** In the order in which they are read: what stands in the way, then what is good to know. */
export const blockersFirst = (found: readonly Finding[]): Finding[] => [
  ...found.filter((each) => each.blocks),
  ...found.filter((each) => !each.blocks),
];

export const isBlocked = (findings: readonly Finding[]): boolean => findings.some((each) => each.blocks);

const blocks = (key: FindingKey, values: Finding['values'] = {}): Finding => ({ key, blocks: true, values });
const tells = (key: FindingKey, values: Finding['values'] = {}): Finding => ({ key, blocks: false, values });

function versionFindings({ version, source }: TargetFacts): Finding[] {
  // Meta keeps the file of a story back when it holds somebody else's music or film.
  if (source.mediaState === 'none') return [blocks('copyright', { region: source.region })];
  if (version === null)
    return [source.withheld ? blocks('withheld', { region: source.region }) : blocks('no_version')];
  const { mimeType, bytes, width, height } = version;
  return [
    ...(version.kind === 'image' && mimeType !== 'image/jpeg' ? [blocks('not_jpeg')] : []),
    ...(version.kind === 'image' && bytes > pictureMostBytes
      ? [blocks('too_large', { megabytes: Math.ceil(bytes / 100_000) / 10 })]
      : []),
    ...(version.kind === 'video' ? videoFindings(version) : []),
    // Meta names no bounds, and recommends 9:16; anything else gets bars.
    ...(Math.abs(width / height - 9 / 16) > 0.02 ? [tells('not_upright', { width, height })] : []),
    // Painted into the picture they look as before, edited or not, and lead nowhere any more.
    tells('overlays_lost'),
  ];
}

/** What the file was when it was made; the encoder and the command for unedited files keep it so. */
function videoFindings({
  bytes,
  width,
  durationMs,
}: Pick<NonNullable<TargetFacts['version']>, 'bytes' | 'width' | 'durationMs'>): Finding[] {
  const lasts = durationMs ?? 0;
  return [
    ...(isTooShort(lasts) || isTooLong(lasts)
      ? [blocks('video_length', { seconds: Math.round(lasts / 100) / 10 })]
      : []),
    ...(bytes > videoLimits.mostBytes
      ? [blocks('video_large', { megabytes: Math.ceil(bytes / 100_000) / 10 })]
      : []),
    ...(width > videoLimits.mostWidth ? [blocks('video_wide', { width })] : []),
  ];
}

function rightsFindings({ reuse, source, publishAt }: TargetFacts, now: Date): Finding[] {
  switch (reuse.reason) {
    case 'own':
    case 'free':
    case 'said_yes':
      return [];
    case 'over':
      return [
        blocks(publishAt !== null && publishAt > now ? 'rights_over_then' : 'rights_over', {
          region: source.region,
        }),
      ];
    case 'ask':
    case 'deleted':
    case 'waiting':
    case 'said_no':
    case 'not_reused':
    case 'elsewhere':
      return [blocks(`rights_${reuse.reason}`, { region: source.region })];
  }
}

function tokenFindings({ token, account }: TargetFacts): Finding[] {
  const values = { account: account.username };
  if (token === null) return [blocks('no_token', values)];
  if (token.state === 'broken') return [blocks('token_broken', values)];
  if (token.scopes.length === 0) return [tells('scope_unknown', values)];
  return token.scopes.some((scope) => publishScopes.includes(scope)) ? [] : [blocks('no_scope', values)];
}
