import type { Json, JsonObject } from '../json.ts';
import type { Story } from '../stories/stories.ts';
import { dayMs } from '../stories/stories.ts';
import { GraphError, badParameter } from './graph-error.ts';
import { ok } from './request.ts';
import type { GraphAnswer, GraphRequest } from './request.ts';

/** Share of the viewers a figure comes to. */
const shares: Record<string, number> = {
  views: 1.18,
  reach: 1,
  replies: 0.012,
  shares: 0.02,
  reposts: 0.004,
  follows: 0.003,
  profile_visits: 0.03,
  total_interactions: 0.05,
  navigation: 0.9,
  profile_activity: 0.03,
  link_clicks: 0.015,
  facebook_views: 0,
  total_views: 1.18,
};

const breakdowns: Record<string, { name: string; parts: Record<string, number> }> = {
  navigation: {
    name: 'story_navigation_action_type',
    parts: { tap_forward: 0.62, tap_back: 0.08, tap_exit: 0.2, swipe_forward: 0.1 },
  },
  profile_activity: { name: 'action_type', parts: { bio_link_clicked: 0.6, call: 0.1, direction: 0.3 } },
};

const fewestViewers = 5;
const quietMs = 2 * 60 * 1000;

/** `GET /{story-id}/insights?metric=…`, only while the story lives. */
export function readInsights(story: Story, request: GraphRequest): GraphAnswer {
  const asked =
    request.params
      .get('metric')
      ?.split(',')
      .map((name) => name.trim()) ?? [];
  if (asked.length === 0) throw badParameter('The parameter metric is required.');
  if (asked.includes('impressions')) {
    throw badParameter(
      'Starting from version v22.0 and above, the impressions metric is no longer supported for the queried media. Use views instead.',
    );
  }
  const unknown = asked.findIndex((name) => !Object.hasOwn(shares, name));
  if (unknown !== -1)
    throw badParameter(
      `metric[${unknown}] must be one of the following values: ${Object.keys(shares).join(', ')}`,
    );
  const breakdown = request.params.get('breakdown');
  if (breakdown !== null && !asked.every((name) => breakdowns[name]?.name === breakdown)) {
    throw new GraphError({ code: 1, status: 500, message: 'An unknown error has occurred.' });
  }
  const viewers = viewersOf(story, Date.now());
  if (viewers < fewestViewers)
    throw new GraphError({ code: 10, message: '(#10) Not enough viewers for the media to show insights' });
  return ok({ data: asked.map((name) => figure(story, name, viewers, breakdown)) });
}

/** The figures of the finished day, as the `story_insights` webhook tells them. */
export function finalInsights(story: Story): JsonObject {
  const viewers = viewersOf(story, story.expires_at);
  const of = (share: number): number => Math.round(viewers * share);
  return {
    media_id: story.id,
    impressions: of(1.18),
    reach: viewers,
    taps_forward: of(0.56),
    taps_back: of(0.07),
    exits: of(0.18),
    replies: of(0.012),
  };
}

function figure(story: Story, name: string, viewers: number, breakdown: string | null): Json {
  const value = Math.round(viewers * (shares[name] ?? 0));
  const head = {
    name,
    period: 'lifetime',
    title: name.replaceAll('_', ' '),
    description: `Total ${name.replaceAll('_', ' ')} of the story`,
    id: `${story.id}/insights/${name}/lifetime`,
  };
  const kind = breakdown === null ? undefined : breakdowns[name];
  if (!kind)
    return name in breakdowns ? { ...head, total_value: { value } } : { ...head, values: [{ value }] };
  const results = Object.entries(kind.parts).map(([part, share]) => ({
    dimension_values: [part],
    value: Math.round(value * share),
  }));
  return { ...head, total_value: { value, breakdowns: [{ dimension_keys: [kind.name], results }] } };
}

/** Viewers so far: nobody for two minutes, then quick, then slower; the final number comes from the story's seed. */
function viewersOf(story: Story, nowMs: number): number {
  const age = Math.min(Math.max(nowMs - story.posted_at - quietMs, 0), dayMs) / dayMs;
  return Math.floor((400 + (story.seed % 4200)) * age ** 0.6);
}
