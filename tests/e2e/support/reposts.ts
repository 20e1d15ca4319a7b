import { randomUUID } from 'node:crypto';
import type { Connection } from '#db/client.ts';
import type { Design } from '#lib/reposts/design/design.ts';
import { makeStory } from './stories.ts';

/** A repost of a story of Brazil's for a region, begun by the demo admin. */
export async function makeRepost(
  owner: Connection,
  {
    region = 'Japan',
    design = null,
    storyId,
  }: { region?: string; design?: Design | null; storyId?: string } = {},
): Promise<string> {
  const id = randomUUID();
  const story = storyId ?? (await makeStory(owner, 'kilnbird.br')).id;
  const rows = await owner.sql`
    insert into repost (id, story_id, region_id, by_user_id, design)
    select ${id}, ${story}, r.id, u.id, ${design === null ? null : JSON.stringify(design)}
    from region r, "user" u where r.name = ${region} and u.name = 'Noor (demo admin)'
    returning id`;
  if (rows.length !== 1) throw new Error(`There is no region ${region} to make a repost for.`);
  return id;
}

export const editorPath = (repostId: string) => `/reposts/${repostId}/edit`;
