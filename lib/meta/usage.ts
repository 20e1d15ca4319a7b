import { z } from 'zod';
import { parseMetaJson } from './parse-json.ts';

/** How much of a rate budget is used up. */
export type Usage = {
  /** The highest figure named, in percent; Meta throttles at 100. */
  percent: number;
  /** When calls are let in again. NULL: not throttled, or Meta did not say until when. */
  notBefore: Date | null;
};

const figure = z.number().catch(0);
const counts = { call_count: figure, total_time: figure, total_cputime: figure };
const appUsage = z.object(counts);
const businessUsage = z.record(
  z.string(),
  z.array(z.object({ ...counts, type: z.string().catch(''), estimated_time_to_regain_access: figure })),
);

type Counts = z.infer<typeof appUsage>;
const highest = (each: Counts) => Math.max(each.call_count, each.total_time, each.total_cputime);

/**
 * Reads the two usage headers of an answer.
 * `estimated_time_to_regain_access` is in minutes; 0 does not mean healthy.
 * Source: docs/graph-api/overview/rate-limiting.
 * @param headers names in lower case
 * @param only when given, business figures of other ids are passed over: the
 * header of a batch lists accounts that have nothing to do with one another
 * @returns undefined when the answer carries no usable usage header, which is common
 */
export function readUsage(headers: Record<string, string>, now: Date, only?: string): Usage | undefined {
  const app = parseHeader(headers['x-app-usage'], appUsage);
  const business = Object.entries(parseHeader(headers['x-business-use-case-usage'], businessUsage) ?? {})
    .filter(([id]) => only === undefined || id === only)
    .flatMap(([, each]) => each);
  const all = [...(app ? [app] : []), ...business];
  if (all.length === 0) return undefined;
  const minutes = Math.max(0, ...business.map((each) => each.estimated_time_to_regain_access));
  return {
    percent: Math.max(...all.map(highest)),
    notBefore: minutes > 0 ? new Date(now.getTime() + minutes * 60_000) : null,
  };
}

/** A header that cannot be read counts as absent: it steers the pace and nothing else. */
function parseHeader<T>(value: string | undefined, schema: z.ZodType<T>): T | undefined {
  if (value === undefined) return undefined;
  try {
    return schema.safeParse(parseMetaJson(value)).data;
  } catch {
    return undefined;
  }
}
