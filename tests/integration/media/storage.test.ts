import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readlink, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readStored } from '#lib/media/read-stored.ts';
import { type MediaStorage, mediaStorage } from '#lib/media/storage.ts';
import { type TestS3, testS3 } from '#tests/support/s3-server.ts';

let s3: TestS3;
let folder: string;
let storage: MediaStorage;

beforeAll(async () => {
  s3 = await testS3();
});
afterAll(() => s3.close());
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'storywire-media-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const key = 'stories/2026/11/0193572c-8a00-7000-8000-000000000001/original.jpg';
/** What lies on this machine: the store itself, or what is on its way into the bucket. */
const filesHere = async () =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).filter((each) => each.isFile()).length;
/** Files of the store that this process holds open, and sockets, of which a bucket's idle ones count as well. */
const openHere = async () => {
  const names = await readdir('/proc/self/fd');
  const targets = await Promise.all(names.map((name) => readlink(`/proc/self/fd/${name}`).catch(() => '')));
  return targets.filter((target) => target.startsWith(folder) || target.startsWith('socket:')).length;
};
const text = (stream: ReadableStream<Uint8Array>) => new Response(stream).text();

describe.each([
  { place: 'on a disk', settings: () => ({}), filesPerKept: 1 },
  { place: 'in an S3 bucket', settings: () => s3.settings, filesPerKept: 0 },
])('media store $place', ({ settings, filesPerKept }) => {
  beforeEach(async () => {
    storage = mediaStorage({ STORYWIRE_DATA: folder, ...settings() });
    await storage.removeFile(key);
  });

  it('gives back what was put, with its length and hash', async () => {
    const stored = await storage.putFile(key, Buffer.from('a picture'));
    expect(stored).toEqual({ bytes: 9, sha256: createHash('sha256').update('a picture').digest('hex') });
    expect((await storage.readFile(key))?.toString()).toBe('a picture');
    const opened = await storage.openFile(key);
    expect(opened?.bytes).toBe(9);
    expect(await text(opened!.stream)).toBe('a picture');
  });

  it('gives a part of a file, and large files in pieces', async () => {
    const large = Buffer.alloc(300_000, 'storywire ');
    await storage.putFile(key, large);
    const part = await storage.openFile(key, { start: 65_530, end: 200_000 });
    expect(part?.bytes).toBe(134_471);
    expect(await text(part!.stream)).toBe(large.subarray(65_530, 200_001).toString());
    expect(await text((await storage.openFile(key))!.stream)).toBe(large.toString());
  });

  it('gives fewer bytes where a part goes beyond the end, and none where it begins there', async () => {
    await storage.putFile(key, Buffer.from('a picture'));
    const part = await storage.openFile(key, { start: 5, end: 20 });
    expect(part?.bytes).toBe(4);
    expect(await text(part!.stream)).toBe('ture');
    const readAt = readStored(storage, key);
    expect(Buffer.from(await readAt(5, 16)).toString()).toBe('ture');
    for (const offset of [9, 100]) expect(await readAt(offset, 16)).toHaveLength(0);
  });

  it('deletes a file, and is not disturbed by one that is gone', async () => {
    await storage.putFile(key, Buffer.from('a picture'));
    await storage.removeFile(key);
    await storage.removeFile(key);
    expect(await storage.readFile(key)).toBeUndefined();
    expect(await filesHere()).toBe(0);
  });

  it('lets a reader leave in the middle', async () => {
    await storage.putFile(key, Buffer.alloc(300_000));
    const opened = await storage.openFile(key);
    const reader = opened!.stream.getReader();
    await reader.read();
    await reader.cancel();
    expect((await storage.openFile(key))?.bytes).toBe(300_000);
  });

  it('holds nothing open for a reader that leaves while the file is being opened', async () => {
    await storage.putFile(key, Buffer.alloc(16_000_000));
    const opened = await storage.openFile(key);
    const before = await openHere();
    for (let n = 0; n < 5; n += 1) {
      const reader = (n === 0 ? opened : await storage.openFile(key))!.stream.getReader();
      const first = reader.read();
      await reader.cancel();
      expect((await first).done).toBe(true);
    }
    await delay(1_000);
    expect(await openHere()).toBeLessThanOrEqual(before);
  });

  it('shows no file until it is whole', async () => {
    const incoming = await storage.receiveFile();
    await incoming.write(Buffer.from('half'));
    expect(await storage.readFile(key)).toBeUndefined();
    await incoming.write(Buffer.from(' and half'));
    await storage.keepFile(key, incoming);
    expect((await storage.readFile(key))?.toString()).toBe('half and half');
    expect(await filesHere()).toBe(filesPerKept);
  });

  it('leaves nothing of a file that was given up', async () => {
    const incoming = await storage.receiveFile();
    await incoming.write(Buffer.from('half'));
    await incoming.discard();
    await incoming.discard();
    expect(await filesHere()).toBe(0);
    await expect(storage.keepFile(key, incoming)).rejects.toThrow('discarded already');
  });

  it('keeps a whole file in place while two put it at once', async () => {
    await Promise.all([
      storage.putFile(key, Buffer.alloc(100_000, 'a')),
      storage.putFile(key, Buffer.alloc(100_000, 'a')),
    ]);
    expect(await storage.readFile(key)).toEqual(Buffer.alloc(100_000, 'a'));
    expect(await filesHere()).toBe(filesPerKept);
  });

  it('clears away what a dead process left, and nothing that is being received', async () => {
    const abandoned = await storage.receiveFile();
    const long = new Date(Date.now() - 7_200_000);
    const [name] = await readdir(path.join(folder, 'media', '.incoming'));
    await utimes(path.join(folder, 'media', '.incoming', name!), long, long);
    const current = await storage.receiveFile();
    expect(await storage.sweepIncoming(new Date(Date.now() - 3_600_000))).toBe(1);
    expect(await filesHere()).toBe(1);
    await Promise.all([abandoned.discard(), current.discard()]);
  });

  it.each([
    '../secrets.json',
    '/etc/passwd',
    'stories/../../secrets.json',
    '.incoming/x.jpg',
    'a//b.jpg',
    'a\0.jpg',
    '',
  ])('refuses %j as a key', async (bad) => {
    await expect((async () => storage.readFile(bad))()).rejects.toThrow('Not a storage key');
  });

  it('says so when there is no such file', async () => {
    expect(await storage.openFile(key)).toBeUndefined();
    expect(await storage.readFile(key)).toBeUndefined();
  });
});
