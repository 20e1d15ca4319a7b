import { z } from 'zod';
import { flagKinds } from '../words.ts';
import { leftChoices } from './left-choices.ts';

const optional = <Shape extends z.ZodType>(shape: Shape) => shape.optional().catch(undefined);

/** What the board is narrowed by, as it stands in the address. What cannot be read narrows nothing. */
export const boardFilterInput = z.object({
  /** For which region. */
  region: optional(z.uuid()),
  kind: optional(z.enum(flagKinds)),
  /** `me`, `nobody`, or a person. */
  owner: optional(z.union([z.literal(['me', 'nobody']), z.uuid()])),
  left: optional(z.enum(leftChoices)),
});
export type BoardFilter = z.output<typeof boardFilterInput>;

/** The next page of what has ended begins after this. */
export const endedInput = z.object({ ...boardFilterInput.shape, cursor: z.string().max(200).optional() });

/** The same out of a page's address, where anything else may stand as well. */
export function readBoardFilter(params: Record<string, string | string[] | undefined>): BoardFilter {
  const first = (name: string) => [params[name]].flat()[0];
  return boardFilterInput.parse(
    Object.fromEntries(Object.keys(boardFilterInput.shape).map((name) => [name, first(name)])),
  );
}
