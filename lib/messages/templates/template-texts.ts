import type { SignInRefusal } from '../../people/sign-in-request.ts';
import type { GraveAlarmKind, StoppedState } from '../../words.ts';

/**
 * The templates we own. `plain` ones go out where there is no picture: a
 * picture in the header is part of a template's definition, so it takes two.
 */
export const templateKinds = [
  'story',
  'story_plain',
  'rollup',
  'rollup_plain',
  'summary',
  'summary_plain',
  'joined',
  'problem',
  'approval',
  'alarm',
] as const;
export type TemplateKind = (typeof templateKinds)[number];

/**
 * The blanks of the templates, each with the most characters that may fill it,
 * so that the whole never exceeds the 1,024 of a body (132005). `code` and
 * `path` end the address of a page of ours; `who` is a person or a team's phone.
 */
export const blankLengths = {
  region: 60,
  account: 40,
  time: 60,
  counts: 400,
  code: 16,
  path: 80,
  team: 60,
  who: 80,
  who_team: 60,
  what: 400,
} as const;
export type Blank = keyof typeof blankLengths;

/** Which blanks each sort of message has; every language uses all of them, once. */
export const blanksOf = {
  story: ['region', 'account', 'time', 'code', 'team'],
  rollup: ['counts', 'code', 'team'],
  summary: ['counts', 'code', 'team'],
  joined: ['team'],
  problem: ['who', 'who_team', 'region', 'account', 'code'],
  approval: ['who', 'region', 'account', 'path'],
  alarm: ['what', 'path'],
} as const satisfies Record<string, readonly Blank[]>;

/** What a template message says, with a picture or without. */
export type NoticeKind = keyof typeof blanksOf;

/** How many stories came from a region. */
type RegionCount = { region: string; count: number };

/**
 * Everything that a language has to bring. Blanks stand as `{{name}}`, never
 * first or last (2388299). Plain facts only: a text that sounds like
 * advertising is put into Meta's marketing category, which is capped per
 * person and not delivered everywhere.
 */
export type TemplateTexts = {
  /** Meta's language code. */
  metaLanguage: string;
  /** Names and the like that fill a blank are then kept from turning the line around. */
  rightToLeft?: true;
  /** @param link address of a story, ending in the blank for its code; a space follows it */
  story: (link: string) => string;
  rollup: (link: string) => string;
  /** What the day brought, for those who want it once a day. */
  summary: (link: string) => string;
  /** Said first to a number that somebody vouched for: what it will get, and how to leave. */
  joined: () => string;
  /** Somebody of a team has flagged a story with a problem. */
  problem: (link: string) => string;
  /** Somebody asks for approval of a repost. @param link of the page that asks */
  approval: (link: string) => string;
  /** Something is wrong with Storywire itself. @param link of the page that says more */
  alarm: (link: string) => string;
  /** For Meta's reviewers. */
  examples: Record<Blank, string>;
  /** Labels of the quick replies, at most 25 characters and all different: Seen, Flag, Mute 24 h. */
  seen: string;
  flag: string;
  mute: string;
  /** As in "7 from France, 2 from Japan". `others`: from regions that are not named. */
  counts: (named: readonly RegionCount[], others: number) => string;
  /** Free texts, inside the service window. */
  replies: { [Kind in ReplyKind]: (blanks: ReplyBlanks[Kind]) => string };
  /** The one line to somebody who is none of the work numbers. Names no region. */
  stranger: (blanks: { brand: string }) => string;
  /** What fills `what` of an alarm: one sentence each, without names or figures, which may have changed when it is read. */
  alarms: Record<GraveAlarmKind, string>;
  /** The same of a post to Instagram that needs an editor. */
  stopped: Record<StoppedState, string>;
  /** Opens the list of stories to choose from, at most 20 characters. */
  chooseStory: string;
  /** The answer to whoever asked to sign in, with the link; and why there is none. */
  signIn: (blanks: { name: string; device: string; link: string; brand: string }) => string;
  signInRefused: Record<SignInRefusal | 'too_many', (blanks: HolderBlanks) => string>;
};

/** Answers that name a story, with its link. */
export type StoryReplyKind = 'flagged' | 'noted';

/**
 * Answers to what a phone sends. `flagWhich` and `noteWhich` ask which story is
 * meant, above a list; `noteKept`: no story was told of late that words could be
 * about; `textOnly`: a voice message, a picture and the like are not read.
 */
export type ReplyKind =
  | 'joined'
  | 'paused'
  | 'stopped'
  | 'started'
  | 'muted'
  | 'flagWhich'
  | 'noteWhich'
  | 'noteKept'
  | 'textOnly'
  | StoryReplyKind;

type HolderBlanks = {
  /** The number's home region. */
  team: string;
  brand: string;
};

/** `account` with its @; `region` is the one that posted. */
type StoryReplyBlanks = HolderBlanks & { account: string; region: string; link: string };

/** What each answer may say. */
export type ReplyBlanks = {
  [Kind in ReplyKind]: Kind extends StoryReplyKind ? StoryReplyBlanks : HolderBlanks;
};
