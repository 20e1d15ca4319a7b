import { randomInt } from 'node:crypto';
import type { Json } from '../json.ts';
import { accounts, findAccount, findAccountByName, openAccount } from '../stories/accounts.ts';
import type { IgUser } from '../stories/accounts.ts';
import { cdnAddress } from '../stories/media-cdn.ts';
import { deleteStory, expireStory, findStory, listRecent } from '../stories/stories.ts';
import { postStory } from '../stories/story-files.ts';
import type { Story } from '../stories/stories.ts';
import type { World } from '../world.ts';
import { ControlError, oneOf } from './control.ts';
import type { ControlInput, ControlRoute } from './control.ts';

const mostInBurst = 50;

/** Posting, ending and listing stories. */
export const storyControls: ControlRoute[] = [
  {
    method: 'POST',
    path: '/_sandbox/stories',
    run: async ({ world }, { body }) => {
      const story = await postStory(world, {
        igUserId: chooseAccount(body['account']).ig_user_id,
        kind: oneOf(body['kind'], ['image', 'video'], 'kind') ?? 'image',
        postedAt: readTime(body['posted_at']),
        media: oneOf(body['media'], ['ok', 'missing'], 'media') ?? 'ok',
      });
      return { id: story.id, ig_user_id: story.ig_user_id, media_url: mediaUrl(world, story) };
    },
  },
  {
    method: 'POST',
    path: '/_sandbox/bursts',
    run: async ({ world }, { body }) => {
      const count = body['count'] ?? 3;
      if (typeof count !== 'number' || !Number.isInteger(count) || count < 1 || count > mostInBurst) {
        throw new ControlError(400, `count must be a whole number from 1 to ${mostInBurst}.`);
      }
      const igUserId = chooseAccount(body['account']).ig_user_id;
      const ids: Json[] = [];
      for (let n = 0; n < count; n += 1)
        ids.push((await postStory(world, { igUserId, kind: 'image', postedAt: Date.now(), media: 'ok' })).id);
      return { ids };
    },
  },
  {
    method: 'POST',
    path: '/_sandbox/stories/:id/expire',
    run: ({ world }, input) => ({ expired: expireStory(world, knownStory(world, input).id) }),
  },
  {
    method: 'DELETE',
    path: '/_sandbox/stories/:id',
    run: ({ world }, input) => ({ deleted: deleteStory(world, knownStory(world, input).id) }),
  },
  {
    method: 'POST',
    path: '/_sandbox/accounts',
    run: (_, { body: { username, name } }) => {
      if (typeof username !== 'string' || !/^[a-z0-9._]{1,30}$/.test(username))
        throw new ControlError(
          400,
          'username must be as Instagram takes it: a to z, digits, dots, underscores.',
        );
      if (typeof name !== 'string' || name === '') throw new ControlError(400, 'name must be a text.');
      const opened = openAccount({ username, name });
      if (!opened) throw new ControlError(409, 'There is such an account already.');
      return opened;
    },
  },
  {
    method: 'GET',
    path: '/_sandbox/stories',
    run: ({ world }, { query }) => ({
      stories: listRecent(world, Math.min(Number(query.get('limit')) || 200, 1000)).map((story) =>
        showStory(world, story),
      ),
    }),
  },
];

function chooseAccount(username: Json | undefined): IgUser {
  const all = accounts();
  const found =
    username === undefined
      ? all[randomInt(all.length)]
      : typeof username === 'string'
        ? (findAccountByName(username) ?? findAccount(username))
        : undefined;
  if (!found)
    throw new ControlError(
      404,
      `There is no such account; there are ${all.map((account) => account.username).join(', ')}.`,
    );
  return found;
}

function readTime(text: Json | undefined): number {
  if (text === undefined) return Date.now();
  const time = typeof text === 'string' ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw new ControlError(400, 'posted_at must be an ISO time.');
  if (time > Date.now() + 1000) throw new ControlError(400, 'posted_at must not lie in the future.');
  return time;
}

function knownStory(world: World, { params }: ControlInput): Story {
  const story = findStory(world, params['id'] ?? '');
  if (!story) throw new ControlError(404, 'There is no such story.');
  return story;
}

function mediaUrl(world: World, story: Story): string | null {
  return story.media === 'missing' ? null : cdnAddress(world, story, story.kind === 'video' ? 'mp4' : 'jpg');
}

function showStory(world: World, story: Story): Json {
  const live = story.deleted_at === null && story.expires_at > Date.now();
  return {
    id: story.id,
    ig_user_id: story.ig_user_id,
    username: findAccount(story.ig_user_id)?.username ?? null,
    kind: story.kind,
    media: story.media,
    posted_at: new Date(story.posted_at).toISOString(),
    expires_at: new Date(story.expires_at).toISOString(),
    state: live ? 'live' : story.deleted_at === null ? 'expired' : 'deleted',
    media_url: live ? mediaUrl(world, story) : null,
    thumbnail_url: `/_sandbox/stories/${story.id}/picture`,
  };
}
