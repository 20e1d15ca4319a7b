import { z } from 'zod';
import { type MetaFailure, readAnswer } from '#lib/meta/failure.ts';
import type { MetaOutcome } from '#lib/meta/outcome.ts';
import type { Usage } from '#lib/meta/usage.ts';

/** What came of asking how a story does. */
export type InsightsAnswer =
  | { ok: true; figures: Record<string, number>; usage: Usage | null }
  /** Fewer than five people have seen it, which Meta words as an error. */
  | { ok: 'too_few' }
  | MetaFailure;

/** One that a story does not have fails the whole call, so these are those that every story has. */
const figures = 'views,reach,replies,shares,follows,profile_visits,total_interactions';

/**
 * Where a story's figures are read, as paths with version. A metric that is
 * broken down is asked for apart: beside others it fails them.
 * Source: instagram-platform/reference/instagram-media/insights.
 */
export function insightsPaths(version: string, mediaId: string): [string, string] {
  const path = `${version}/${encodeURIComponent(mediaId)}/insights`;
  const query = (params: Record<string, string>) => new URLSearchParams(params).toString();
  return [
    `${path}?${query({ metric: figures })}`,
    `${path}?${query({ metric: 'navigation', breakdown: 'story_navigation_action_type' })}`,
  ];
}

const part = z.object({ dimension_values: z.array(z.string()).min(1), value: z.number().int() });
const metric = z.object({
  name: z.string(),
  values: z
    .array(z.object({ value: z.number().int() }))
    .nullish()
    .catch(null),
  total_value: z
    .object({
      value: z.number().int().nullish(),
      breakdowns: z.array(z.object({ results: z.array(part).nullish() })).nullish(),
    })
    .nullish()
    .catch(null),
});
const answerWire = z.object({ data: z.array(z.unknown()) });

/** Reads both answers as one; what is missing or odd costs itself alone. */
export function readInsightsAnswer(
  [main, navigation]: readonly [MetaOutcome, MetaOutcome],
  { now, igUserId }: { now: Date; igUserId: string },
): InsightsAnswer {
  const read = [main, navigation].map((outcome) => readAnswer(outcome, answerWire, now, igUserId));
  const failure = read.find((answer) => !answer.ok);
  if (failure !== undefined && !failure.ok) return isTooFew(failure) ? { ok: 'too_few' } : failure;
  const good = read.filter((answer) => answer.ok);
  return {
    ok: true,
    figures: Object.assign({}, ...good.flatMap(({ data }) => data.data.map(figuresOf))) as Record<
      string,
      number
    >,
    usage: good.map(({ usage }) => usage).find((usage) => usage !== null) ?? null,
  };
}

/** A metric's own figure, and those of its parts. */
function figuresOf(item: unknown): Record<string, number> {
  const read = metric.safeParse(item).data;
  if (read === undefined) return {};
  const value = read.total_value?.value ?? read.values?.at(-1)?.value;
  const parts = read.total_value?.breakdowns?.flatMap(({ results }) => results ?? []) ?? [];
  return {
    ...(value === undefined ? {} : { [read.name]: value }),
    ...Object.fromEntries(parts.map((each) => [each.dimension_values[0]!, each.value])),
  };
}

/** The same number as for a missing permission; only Meta's sentence tells them apart. */
const isTooFew = ({ error }: MetaFailure) => error?.code === 10 && /not enough viewers/i.test(error.message);
