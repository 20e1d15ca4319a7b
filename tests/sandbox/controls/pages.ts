import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { Answer } from '../http/answer.ts';
import { readMediaFile } from '../graph/media-store.ts';
import { findStory } from '../stories/stories.ts';
import { readStoryFile } from '../stories/story-files.ts';
import type { Control } from './control.ts';

const folder = join(import.meta.dirname, '..', 'pages');

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.mp4': 'video/mp4',
};

/** Nothing inline and nothing from elsewhere. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The sandbox's pages, their files, and pictures for them; undefined for any other path. */
export async function readPage({ world }: Control, pathname: string): Promise<Answer | undefined> {
  if (pathname === '/') return readAsset('index.html');
  if (pathname === '/phones' || /^\/(phones|wa\.me)\/\d+$/.test(pathname)) return readAsset('phones.html');
  const asset = /^\/_sandbox\/assets\/([\w.-]+)$/.exec(pathname)?.[1];
  if (asset !== undefined) return readAsset(asset);
  const media = /^\/_sandbox\/media\/(\d+)$/.exec(pathname)?.[1];
  if (media !== undefined) {
    const file = readMediaFile(world, media);
    return file && pictureAnswer(file.bytes, file.mimeType);
  }
  const named = /^\/_sandbox\/stories\/(\d+)\/(picture|video)$/.exec(pathname);
  const kind = named?.[2] === 'video' ? 'mp4' : 'jpg';
  const story = named?.[1] === undefined ? undefined : findStory(world, named[1]);
  const bytes = story && (await readStoryFile(world, story, kind));
  return bytes && pictureAnswer(bytes, kind === 'mp4' ? 'video/mp4' : 'image/jpeg');
}

function readAsset(name: string): Answer | undefined {
  const path = join(folder, basename(name));
  if (!existsSync(path) || !statSync(path).isFile()) return undefined;
  const headers = {
    'content-type': types[extname(path)] ?? 'application/octet-stream',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  };
  return { status: 200, headers, bytes: readFileSync(path) };
}

function pictureAnswer(bytes: Buffer, type: string): Answer {
  return {
    status: 200,
    headers: {
      'content-type': type,
      'cache-control': 'private, max-age=3600',
      'x-content-type-options': 'nosniff',
    },
    bytes,
  };
}
