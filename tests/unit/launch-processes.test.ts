import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { demandFreePort } from '#lib/launch/ports.ts';
import { bornAt, endProcess, leftProcesses, rememberProcesses } from '#lib/launch/processes.ts';
import { keepSecrets } from '#lib/launch/secrets.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'storywire-launch-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A process that runs until it is ended, or that shrugs SIGTERM off. */
async function idle(
  stubborn = false,
): Promise<{ name: string; pid: number; born: string; ended: Promise<unknown> }> {
  const text = `${stubborn ? "process.on('SIGTERM', () => {});" : ''} setInterval(() => {}, 1000); console.log('up');`;
  const child = spawn(process.execPath, ['-e', text], { stdio: ['ignore', 'pipe', 'ignore'] });
  await once(child.stdout, 'data');
  return { name: 'idle', pid: child.pid!, born: (await bornAt(child.pid!))!, ended: once(child, 'exit') };
}

test('a process of an earlier start is found again, and one that only has its number is not', async () => {
  const { ended, ...known } = await idle();
  await rememberProcesses(folder, [known, { ...known, name: 'impostor', born: '1' }]);
  expect(await leftProcesses(folder)).toEqual([known]);
  await endProcess(known, 5_000);
  await ended;
  expect(await leftProcesses(folder)).toEqual([]);
});

test('one that does not listen is ended all the same', async () => {
  const { ended, ...known } = await idle(true);
  await endProcess(known, 200);
  await ended;
  expect(await bornAt(known.pid)).toBeUndefined();
});

test('what was ended has let go of its port, though a thread with much memory takes its time to end', async () => {
  for (let round = 0; round < 5; round += 1) {
    const text = `
      const { Worker } = require('node:worker_threads');
      const server = require('node:net').createServer().listen(0, '127.0.0.1', () => {
        Buffer.alloc(300_000_000, 1).toString('latin1', 0, 1);
        for (let each = 0; each < 4; each += 1)
          new Worker('const held = Buffer.alloc(50_000_000, 1); setInterval(() => held, 1000);', { eval: true });
        setTimeout(() => console.log(server.address().port), 300);
      });`;
    const child = spawn(process.execPath, ['-e', text], { stdio: ['ignore', 'pipe', 'ignore'] });
    const ended = once(child, 'exit');
    const [port] = (await once(child.stdout, 'data')) as [Buffer];
    await endProcess({ name: 'heavy', pid: child.pid!, born: (await bornAt(child.pid!))! }, 0);
    await expect(demandFreePort('PORT', '127.0.0.1', Number(port.toString()))).resolves.toBeUndefined();
    await ended;
  }
});

test('ending what is already gone does nothing, above all not to a later process with its number', async () => {
  const { ended, ...known } = await idle();
  await endProcess({ ...known, born: '1' }, 100);
  expect(await bornAt(known.pid)).toBe(known.born);
  await endProcess(known, 5_000);
  await ended;
});

test('a list cut short by a crash is no list', async () => {
  await writeFile(join(folder, 'processes.json'), '[{"name":"web","pi');
  expect(await leftProcesses(folder)).toEqual([]);
});

test('secrets are made once and kept', async () => {
  const first = await keepSecrets(folder);
  expect(await keepSecrets(folder)).toEqual(first);
  const other = await mkdtemp(join(tmpdir(), 'storywire-launch-'));
  expect((await keepSecrets(other)).storywire).not.toBe(first.storywire);
  await rm(other, { recursive: true });
});

test('damaged secrets are never replaced, since what they sealed would be lost', async () => {
  await writeFile(join(folder, 'secrets.json'), '{}');
  await expect(keepSecrets(folder)).rejects.toThrow(/is damaged; put it back from a backup/);
});

test('a taken port is refused with the variable that moves it', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  await expect(demandFreePort('WORKER_PORT', '127.0.0.1', port)).rejects.toThrow(
    /set WORKER_PORT to a free port/,
  );
  server.close();
  await once(server, 'close');
  await expect(demandFreePort('WORKER_PORT', '127.0.0.1', port)).resolves.toBeUndefined();
});

test('an address of another machine is refused', async () => {
  await expect(demandFreePort('PORT', '192.0.2.1', 3000)).rejects.toThrow(
    /set HOST and PORT to an address of this machine/,
  );
});
