import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { storyPicture, storyVideo } from '../pictures.ts';
import type { World } from '../world.ts';
import { findAccount } from './accounts.ts';
import { dayMs, insertStory, newStory } from './stories.ts';
import type { Story, StoryOrder } from './stories.ts';

export type StoryFiles = { jpg: Buffer; mp4?: Buffer };

/** Posts a story: its picture is made and stored first, so that whoever hears of it can have it at once. */
export async function postStory(world: World, order: StoryOrder): Promise<Story> {
  const story = newStory(order);
  writeFiles(world, story, await makeFiles(story));
  insertStory(world, story);
  return story;
}

/** Posts a story with media that somebody else made: a published repost. */
export function postStoryWith(world: World, order: StoryOrder, files: StoryFiles): Story {
  const story = newStory(order);
  writeFiles(world, story, files);
  insertStory(world, story);
  return story;
}

/** A media file of a story, made now if it was only announced; undefined when its files are gone. */
export async function readStoryFile(
  world: World,
  story: Story,
  kind: 'jpg' | 'mp4',
): Promise<Buffer | undefined> {
  const path = fileOf(world, story.id, kind);
  if (existsSync(path)) return readFileSync(path);
  if (story.files_gone === 1 || (kind === 'mp4' && story.kind === 'image')) return undefined;
  const files = await makeFiles(story);
  writeFiles(world, story, files);
  return files[kind];
}

/** Frees the disk of stories that ended more than an hour ago. */
export function dropOldFiles(world: World): void {
  const old = world.store.all<{ id: string }>(
    'SELECT id FROM story WHERE files_gone = 0 AND expires_at < ?',
    Date.now() - dayMs / 24,
  );
  for (const { id } of old) {
    rmSync(fileOf(world, id, 'jpg'), { force: true });
    rmSync(fileOf(world, id, 'mp4'), { force: true });
    world.store.run('UPDATE story SET files_gone = 1 WHERE id = ?', id);
  }
}

/** The same seed makes the same picture, however often it is asked for. */
async function makeFiles({ kind, seed, ig_user_id: igUserId }: Story): Promise<StoryFiles> {
  if (kind === 'image')
    return { jpg: await storyPicture({ seed, username: findAccount(igUserId)?.username ?? '' }) };
  const { mp4, thumbnail } = await storyVideo(seed);
  return { jpg: thumbnail, mp4 };
}

function writeFiles(world: World, story: Story, files: StoryFiles): void {
  writeWhole(fileOf(world, story.id, 'jpg'), files.jpg);
  if (files.mp4) writeWhole(fileOf(world, story.id, 'mp4'), files.mp4);
}

function fileOf(world: World, id: string, kind: 'jpg' | 'mp4'): string {
  return join(world.store.folder, 'stories', `${id}.${kind}`);
}

/** A kill in the middle leaves a part file and never half a picture. */
function writeWhole(path: string, bytes: Buffer): void {
  writeFileSync(`${path}.part`, bytes);
  renameSync(`${path}.part`, path);
}
