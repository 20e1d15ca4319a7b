import { randomInt } from 'node:crypto';
import { digitId } from '../store/ids.ts';
import type { World } from '../world.ts';

export const dayMs = 24 * 60 * 60 * 1000;

export type Story = {
  id: string;
  ig_user_id: string;
  kind: 'image' | 'video';
  posted_at: number;
  expires_at: number;
  /** `missing`: Meta leaves out media_url, as it does for protected music. */
  media: 'ok' | 'missing';
  seed: number;
  /** The number in the permalink, which is not the Graph id. */
  pk: string;
  deleted_at: number | null;
  /** 1 once the disk was freed of its files. */
  files_gone: number;
};

export type StoryOrder = { igUserId: string; kind: Story['kind']; postedAt: number; media: Story['media'] };

/**
 * Writes a story down, without media: its files are made when somebody first asks for them, unless they are given
 * beforehand (see story-files.ts).
 */
export function announceStory(world: World, order: StoryOrder): Story {
  const story = newStory(order);
  insertStory(world, story);
  return story;
}

/** A story that nobody knows of yet. */
export function newStory(order: StoryOrder): Story {
  return {
    id: digitId(`18${randomInt(0, 2)}`, 17),
    ig_user_id: order.igUserId,
    kind: order.kind,
    posted_at: order.postedAt,
    expires_at: order.postedAt + dayMs,
    media: order.media,
    seed: randomInt(1, 2 ** 31),
    pk: digitId('3', 19),
    deleted_at: null,
    files_gone: 0,
  };
}

/** Makes a story known. */
export function insertStory(world: World, story: Story): void {
  world.store.transaction(() => {
    world.store.run(
      'INSERT INTO story (id, ig_user_id, kind, posted_at, expires_at, media, seed, pk) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      story.id,
      story.ig_user_id,
      story.kind,
      story.posted_at,
      story.expires_at,
      story.media,
      story.seed,
      story.pk,
    );
    world.due.at(story.expires_at, 'story-insights', story.id);
  });
  world.hints.tell({ topic: 'stories', id: story.id });
}

/** Live stories of an account, newest first; `after` continues below a story already seen. */
export function listLive(
  world: World,
  igUserId: string,
  limit: number,
  after?: { postedAt: number; id: string },
): Story[] {
  const now = Date.now();
  return world.store.all<Story>(
    `SELECT * FROM story WHERE ig_user_id = ? AND deleted_at IS NULL AND posted_at <= ? AND expires_at > ?
     AND (posted_at < ? OR (posted_at = ? AND id < ?)) ORDER BY posted_at DESC, id DESC LIMIT ?`,
    igUserId,
    now,
    now,
    after?.postedAt ?? now + 1,
    after?.postedAt ?? now + 1,
    after?.id ?? '',
    limit,
  );
}

/** Every story of the last day and of the controls' view, newest first. */
export function listRecent(world: World, limit: number): Story[] {
  return world.store.all<Story>('SELECT * FROM story ORDER BY posted_at DESC, id DESC LIMIT ?', limit);
}

export function findStory(world: World, id: string): Story | undefined {
  return world.store.get<Story>('SELECT * FROM story WHERE id = ?', id);
}

/** The story while Meta still shows it; undefined once it has expired or was deleted. */
export function findLiveStory(world: World, id: string): Story | undefined {
  const story = findStory(world, id);
  return story && story.deleted_at === null && story.expires_at > Date.now() ? story : undefined;
}

/** Ends a story now, as if its day were over. */
export function expireStory(world: World, id: string): boolean {
  const changed = world.store.run(
    'UPDATE story SET expires_at = ? WHERE id = ? AND expires_at > ?',
    Date.now(),
    id,
    Date.now(),
  );
  if (changed > 0) {
    world.store.run("DELETE FROM due WHERE kind = 'story-insights' AND ref = ?", id);
    world.due.at(Date.now(), 'story-insights', id);
  }
  world.hints.tell({ topic: 'stories', id });
  return changed > 0;
}

/** Takes a story away before its day is over, as a team does in the app. */
export function deleteStory(world: World, id: string): boolean {
  const changed = world.store.run(
    'UPDATE story SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL',
    Date.now(),
    id,
  );
  world.hints.tell({ topic: 'stories', id });
  return changed > 0;
}
