import { z } from 'zod';
import { wireId } from '#lib/meta/wire.ts';
import type { StoryInsightsItem } from './webhook-item.ts';

const insightsWire = z.looseObject({ media_id: wireId });

/**
 * Reads `story_insights`, sent once when a story expires. Which figures there
 * are has changed before, so every number is taken.
 */
export function readInsights(igUserId: string, json: unknown): StoryInsightsItem {
  const { media_id: mediaId, ...rest } = insightsWire.parse(json);
  const figures = Object.entries(rest).filter(
    (pair): pair is [string, number] => typeof pair[1] === 'number',
  );
  return { kind: 'story_insights', igUserId, mediaId, values: Object.fromEntries(figures) };
}
