import type { SignInRefusal } from '../../people/sign-in-request.ts';

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
] as const;
export type TemplateKind = (typeof templateKinds)[number];

/** Which blanks each sort of message has; every language fills all of them. */
type StoryBlanks = 'region' | 'account' | 'time' | 'code' | 'team';
type RollUpBlanks = 'counts' | 'code' | 'team';
type JoinedBlanks = 'team';

/** How many stories came from a region. */
type RegionCount = { region: string; count: number };

/** Everything that a language has to bring. Blanks stand as `{{name}}`, never first or last (2388299). */
export type TemplateTexts = {
  /** Meta's language code. */
  metaLanguage: string;
  /** @param link address of a story, ending in the blank for its code */
  story: (link: string) => string;
  rollup: (link: string) => string;
  /** What the day brought, for those who want it once a day. */
  summary: (link: string) => string;
  /** Said first to a number that somebody vouched for: what it will get, and how to leave. */
  joined: () => string;
  /** Examples for Meta's reviewers. */
  storyExamples: Record<StoryBlanks, string>;
  rollupExamples: Record<RollUpBlanks, string>;
  joinedExamples: Record<JoinedBlanks, string>;
  /** Labels of the quick replies, at most 25 characters: Seen, Mute 24 h. */
  seen: string;
  mute: string;
  /** As in "7 from France, 2 from Japan". `others`: from regions that are not named. */
  counts: (named: readonly RegionCount[], others: number) => string;
  /** Free texts, inside the service window. */
  replies: { [Kind in ReplyKind]: (blanks: ReplyBlanks[Kind]) => string };
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
