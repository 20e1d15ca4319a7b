import { createHmac } from 'node:crypto';
import type { World } from '../world.ts';
import { findLiveStory } from './stories.ts';
import type { Story } from './stories.ts';
import { readStoryFile } from './story-files.ts';

/** A media file or the refusal of one, as Instagram's content network answers. */
export type CdnAnswer = { status: number; type: string; bytes: Buffer };

/** The address of a story's file, which dies with the story: `oe` is its end in hex, `oh` its signature. */
export function cdnAddress(world: World, story: Story, kind: 'jpg' | 'mp4'): string {
  const name = `${story.id}_${story.pk}_n.${kind}`;
  const oe = Math.floor(story.expires_at / 1000)
    .toString(16)
    .toUpperCase();
  return `${world.address}/media-cdn/v/t51.71878-15/${name}?_nc_cat=${(story.seed % 110) + 1}&oh=${sign(world, name, oe)}&oe=${oe}`;
}

/** Answers for `/media-cdn/…`: refused once the story has ended, was deleted, or when the address was altered. */
export async function readCdnFile(world: World, url: URL): Promise<CdnAnswer> {
  const name = url.pathname.split('/').at(-1) ?? '';
  const parts = /^(\d+)_\d+_n\.(jpg|mp4)$/.exec(name);
  const [oe, oh] = [url.searchParams.get('oe') ?? '', url.searchParams.get('oh') ?? ''];
  if (!parts?.[1]) return refusal(404, 'Content not found');
  if (!/^[0-9A-F]{8,}$/.test(oe) || oh !== sign(world, name, oe)) return refusal(403, 'Bad URL hash');
  if (Number.parseInt(oe, 16) * 1000 <= Date.now()) return refusal(403, 'URL signature expired');
  const story = findLiveStory(world, parts[1]);
  if (!story) return refusal(403, 'URL signature expired');
  const kind = parts[2] === 'mp4' ? 'mp4' : 'jpg';
  const bytes = await readStoryFile(world, story, kind);
  if (!bytes) return refusal(404, 'Content not found');
  return { status: 200, type: kind === 'mp4' ? 'video/mp4' : 'image/jpeg', bytes };
}

function refusal(status: number, text: string): CdnAnswer {
  return { status, type: 'text/plain', bytes: Buffer.from(text) };
}

function sign(world: World, name: string, oe: string): string {
  return `00_Af${createHmac('sha256', world.settings.appSecret).update(`cdn:${name}:${oe}`).digest('base64url').slice(0, 30)}`;
}
