/**
 * The words that a column may hold. One home for them, so that the database,
 * the rules, the forms and the screens cannot drift apart: drizzle, zod and
 * TypeScript all read these arrays. Meanings are in the README's glossary.
 */

export const roles = ['admin', 'editor', 'viewer'] as const;
export type Role = (typeof roles)[number];

export const storyKinds = ['image', 'video'] as const;
export type StoryKind = (typeof storyKinds)[number];

/**
 * Where a story's media stands. `pending`: not saved yet. `none`: Meta gave no
 * link (copyright). `expired`: the link died before it could be saved.
 */
export const mediaStates = ['pending', 'archived', 'none', 'expired', 'failed'] as const;
export type MediaState = (typeof mediaStates)[number];

/** The forms in which a story's media is kept. */
export const renditions = ['original', 'display', 'thumbnail', 'whatsapp', 'poster'] as const;
export type Rendition = (typeof renditions)[number];

/** `asked`: read from Instagram. `told`: its webhook, once the story is over. */
export const insightSources = ['asked', 'told'] as const;
export type InsightSource = (typeof insightSources)[number];

/**
 * Why there are no figures, or no newer ones. `too_few`: fewer than five people
 * have seen it. `permission`: the token may not. `missing`: Instagram has
 * dropped the story. `refused`: another answer that no repeating mends.
 */
export const insightTroubles = ['too_few', 'permission', 'missing', 'refused'] as const;
export type InsightTrouble = (typeof insightTroubles)[number];

export const numberKinds = ['person', 'team'] as const;
export type NumberKind = (typeof numberKinds)[number];

export const numberStates = ['invited', 'active', 'paused', 'opted_out', 'unreachable'] as const;
export type NumberState = (typeof numberStates)[number];

/**
 * `join_code`: the holder sent the code made for this number. `region_code`: the
 * code of a region's join link. `attested`: given elsewhere, and somebody vouches.
 */
export const optInKinds = ['join_code', 'region_code', 'attested', 'start_word'] as const;
export type OptInKind = (typeof optInKinds)[number];

/** What a number's holder wants to hear of: `summaries` leaves everything to the one of the day. */
export const hearings = ['all', 'summaries'] as const;
export type Hearing = (typeof hearings)[number];

export const routeDeliveries = ['instant', 'summary', 'off'] as const;
export type RouteDelivery = (typeof routeDeliveries)[number];

/** `joined` tells a number that somebody vouched for what it will get, before anything else is sent to it. */
export const messageKinds = [
  'story',
  'rollup',
  'summary',
  'joined',
  'problem',
  'approval',
  'alarm',
  'reply',
] as const;
export type MessageKind = (typeof messageKinds)[number];

/** Kinds that make a phone buzz for news, of which a number gets one per interval. */
export const buzzKinds = ['story', 'rollup', 'summary'] as const satisfies readonly MessageKind[];
export type BuzzKind = (typeof buzzKinds)[number];
export const isBuzz = (kind: MessageKind): kind is BuzzKind =>
  (buzzKinds as readonly MessageKind[]).includes(kind);

export const messageStates = [
  'planned',
  'held',
  'sending',
  'accepted',
  'sent',
  'delivered',
  'read',
  'failed',
  'unconfirmed',
  'expired',
] as const;
export type MessageState = (typeof messageStates)[number];

/** Not begun: still to be sent, now or once what holds it is over. */
export const waitingStates = ['planned', 'held'] as const satisfies readonly MessageState[];
/** Not yet at an end. */
export const openStates = [
  ...waitingStates,
  'sending',
  'accepted',
  'sent',
] as const satisfies readonly MessageState[];
export const isOpen = (state: MessageState): boolean =>
  (openStates as readonly MessageState[]).includes(state);
export const isWaiting = (state: MessageState): boolean =>
  (waitingStates as readonly MessageState[]).includes(state);

/** What a held message waits for the end of: its number's quiet hours, or the day's number of people. */
export const heldReasons = ['quiet_hours', 'daily_limit'] as const;
export type HeldReason = (typeof heldReasons)[number];

/**
 * What became of one try. `sending` and `uncertain` are open: at most one of a
 * message's attempts may be so. `absent`: was uncertain, and the proof that it
 * was not accepted has come.
 */
export const attemptOutcomes = [
  'sending',
  'uncertain',
  'accepted',
  'not_sent',
  'throttled',
  'rejected',
  'absent',
] as const;
export type AttemptOutcome = (typeof attemptOutcomes)[number];

/** Why a number was not told of a story. */
export const skipReasons = [
  'number_paused',
  'number_invited',
  'number_opted_out',
  'number_unreachable',
  'number_muted',
  'region_archived',
  'route_off',
  'story_expired',
  'story_deleted',
  'daily_limit',
] as const;
export type SkipReason = (typeof skipReasons)[number];

export const statusKinds = ['sent', 'delivered', 'read', 'failed'] as const;
export type StatusKind = (typeof statusKinds)[number];

/** Meta's rating of a sender. */
export const qualities = ['green', 'yellow', 'red', 'unknown'] as const;
export type Quality = (typeof qualities)[number];

export const flagKinds = ['repost', 'needs_edit', 'problem'] as const;
export type FlagKind = (typeof flagKinds)[number];

export const flagStates = ['open', 'taken', 'reposting', 'done', 'dismissed'] as const;
export type FlagState = (typeof flagStates)[number];

/** Not yet at an end: on the board, and in the way of a second flag of the kind for the region. */
export const openFlagStates = ['open', 'taken', 'reposting'] as const satisfies readonly FlagState[];

/** What other regions may do with a story: reuse it, ask its team first, or leave it. */
export const reuseRights = ['free', 'ask_first', 'not_reused'] as const;
export type ReuseRight = (typeof reuseRights)[number];

/** What a team answered to a region that asked to reuse its story. */
export const reuseAnswers = ['yes', 'no'] as const;
export type ReuseAnswer = (typeof reuseAnswers)[number];

/** Who has to approve before something is posted to an account. `one`: any one editor of its region. */
export const approvalRules = ['none', 'one', 'group'] as const;
export type ApprovalRule = (typeof approvalRules)[number];

/**
 * Where one post to one account stands. `unconfirmed`: sent to Instagram, and
 * looking could not tell whether it was posted. `overdue`: its time passed
 * before it could go; a person decides.
 */
export const targetStates = [
  'draft',
  'in_review',
  'sent_back',
  'approved',
  'scheduled',
  'publishing',
  'published',
  'unconfirmed',
  'failed',
  'cancelled',
  'overdue',
] as const;
export type TargetState = (typeof targetStates)[number];

/** Where a post waits for a person who has not asked for that. */
export const stoppedStates = ['failed', 'overdue', 'unconfirmed'] as const satisfies readonly TargetState[];
export type StoppedState = (typeof stoppedStates)[number];
export const isStopped = (state: TargetState): state is StoppedState =>
  (stoppedStates as readonly TargetState[]).includes(state);

/** How far a post has come at Meta. Each is stored before the next call is made. */
export const publishSteps = [
  'begun',
  'container_asked',
  'container_made',
  'container_ready',
  'publish_asked',
  'posted',
] as const;
export type PublishStep = (typeof publishSteps)[number];

/** What is said of a target while it is reviewed. */
export const reviewWords = ['asked', 'approved', 'sent_back', 'comment', 'voided'] as const;
export type ReviewWord = (typeof reviewWords)[number];

/**
 * What an admin has to know, one row a thing while it lasts. `unconfirmed`:
 * a message whose fate stayed in doubt. `mismatch`: the auditor's sums do not
 * add up. `unreached`: nobody of a region was reached in a set time.
 * `post_stopped`: a post of a region's that failed, missed its time or is in doubt.
 * `token_expiring`: a token that is in use ends within two weeks; `token_ending`: within a day.
 * `no_sending_token`: the token that sent was disconnected and no other takes its place. Not grave: nothing could carry the word.
 * `storage_failing`: the media store (`media`) or the database's disk (`database`) takes no more, or files are not deleted that are to go (`removal`).
 */
export const alarmKinds = [
  'unconfirmed',
  'token_broken',
  'mismatch',
  'limit_near',
  'limit_reached',
  'template_unusable',
  'breaker_open',
  'quality_low',
  'unreached',
  'unreachable',
  'webhooks_silent',
  'post_stopped',
  'token_expiring',
  'token_ending',
  'storage_failing',
  'no_sending_token',
] as const;
export type AlarmKind = (typeof alarmKinds)[number];

/** Those that cannot wait until somebody happens to look, worst first: admins are told of them on WhatsApp. */
export const graveAlarmKinds = [
  'token_broken',
  'storage_failing',
  'mismatch',
  'breaker_open',
  'webhooks_silent',
  'limit_reached',
  'token_ending',
  'unconfirmed',
] as const satisfies readonly AlarmKind[];
export type GraveAlarmKind = (typeof graveAlarmKinds)[number];
export const isGrave = (kind: AlarmKind): kind is GraveAlarmKind =>
  (graveAlarmKinds as readonly AlarmKind[]).includes(kind);

export const checkResults = [
  'ok',
  'throttled',
  'token',
  'permission',
  'missing',
  'unavailable',
  'unknown',
] as const;
export type CheckResult = (typeof checkResults)[number];

export const templateStates = ['missing', 'pending', 'approved', 'rejected', 'paused', 'disabled'] as const;
export type TemplateState = (typeof templateStates)[number];

/** `checking`: entered, and Meta has not said yet what it is; nothing is asked with it. */
export const tokenStates = ['checking', 'healthy', 'broken'] as const;
export type TokenState = (typeof tokenStates)[number];

/** Where an access token came from: META_ACCESS_TOKEN, or the page on which an admin enters one. */
export const tokenSources = ['environment', 'entered'] as const;
export type TokenSource = (typeof tokenSources)[number];

/**
 * Why the latest check of a token could not be brought to its end. `app`: Meta
 * refuses META_APP_ID and META_APP_SECRET, so it says nothing of any token.
 * `permission`: it may not list its Pages. `unavailable`: Meta did not answer.
 */
export const tokenTroubles = ['app', 'permission', 'throttled', 'unavailable'] as const;
export type TokenTrouble = (typeof tokenTroubles)[number];

/** `invited`: has a link and has not opened it yet. */
export const userStates = ['invited', 'active', 'disabled'] as const;
export type UserState = (typeof userStates)[number];

/** Where a one-time link came from: the server's own command, an admin's invitation, an answer on WhatsApp. */
export const signInLinkKinds = ['server', 'invitation', 'whatsapp'] as const;
export type SignInLinkKind = (typeof signInLinkKinds)[number];

export const actorKinds = ['user', 'number', 'system'] as const;
export type ActorKind = (typeof actorKinds)[number];

export const auditOutcomes = ['done', 'refused'] as const;
export type AuditOutcome = (typeof auditOutcomes)[number];

export const modes = ['sandbox', 'meta'] as const;
export type Mode = (typeof modes)[number];

/** How far the making of a video has come. `waiting`: for its turn. */
export const videoStates = ['waiting', 'working', 'done', 'failed', 'cancelled'] as const;
export type VideoState = (typeof videoStates)[number];

/** Whether this installation's worker can make videos, as it last found out. */
export const encoderStates = ['ready', 'missing'] as const;
export type EncoderState = (typeof encoderStates)[number];
