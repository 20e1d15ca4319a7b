import type { Connection } from '#db/client.ts';
import { eventually } from '../../support/eventually.ts';
import { findStory } from './alerts.ts';
import { postStory } from './sandbox.ts';

/** Posts a story and waits until it is archived and planned. */
export async function makeStory(
  owner: Connection,
  account: string,
  options: Parameters<typeof postStory>[1] = {},
): Promise<{ id: string; code: string }> {
  const story = await findStory(owner, await postStory(account, options));
  await eventually('the story is saved and planned', async () => {
    const rows = await owner.sql`
      select from story s join plan p on p.story_id = s.id where s.id = ${story.id} and s.media_state = 'archived'`;
    return rows.length > 0;
  });
  return story;
}
