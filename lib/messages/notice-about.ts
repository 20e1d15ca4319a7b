import { z } from 'zod';
import { blankLengths } from './templates/template-texts.ts';

const text = z.string().trim().min(1);
/** The end of an address of ours. Not cut to length like the others: it would lead elsewhere. */
const path = z
  .string()
  .regex(/^[a-z0-9][\w/-]*$/i)
  .max(blankLengths.path);
const code = z.string().regex(/^\w+$/).max(blankLengths.code);

const shapes = {
  /** Somebody has flagged a story with a problem: whose story, and who says so. */
  problem: z.strictObject({ who: text, whoTeam: text, region: text, username: text, code }),
  /** Somebody asks for approval of a repost: for which region, to which account, and the page that asks. */
  approval: z.strictObject({ who: text, region: text, username: text, path }),
  /** What is wrong with Storywire, as one sentence with its full stop, and the page that says more. */
  alarm: z.strictObject({ what: text, path }),
};

/** Kinds of messages that are about something else than news of stories, and say what in their row. */
export type AboutKind = keyof typeof shapes;

/** What such a message tells. `username` is an account's, without its `@`; `path` follows the public address and its slash. */
export type NoticeAbout = { [Kind in AboutKind]: z.infer<(typeof shapes)[Kind]> };

/**
 * What stands in the row of such a message until its words are built.
 * @throws ZodError when a fact is missing, or a path or code is none
 */
export const writeAbout = <Kind extends AboutKind>(kind: Kind, about: NoticeAbout[Kind]): string =>
  JSON.stringify(shapes[kind].parse(about));

/** @throws when the row holds something else: such a message is not written, and the log says why */
export function readAbout<Kind extends AboutKind>(kind: Kind, body: string | null): NoticeAbout[Kind] {
  const parsed = shapes[kind].safeParse(JSON.parse(body ?? 'null'));
  // Without the values, which may be names.
  if (!parsed.success) throw new Error(`What the ${kind} message is about cannot be read.`);
  return parsed.data as NoticeAbout[Kind];
}
