import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { eventually } from '../../support/eventually.ts';
import { freePorts } from '../../support/launched.ts';

/** A Next application with nothing in it but what is measured beside ours. */
export type BarePage = { url: string; close: () => Promise<void> };

/**
 * `/` says a word, has a button that changes another, and is made anew for each
 * request, as ours are; `/long` has as many boxes as the longest feed has cards.
 */
const files: Record<string, string> = {
  'package.json': '{ "private": true, "type": "module" }',
  'app/layout.jsx': `
    export default ({ children }) => <html lang="en"><body>{children}</body></html>;`,
  'app/page.jsx': `
    import { connection } from 'next/server';
    import { Switch } from './switch.jsx';
    export default async function Page() {
      await connection();
      return <><h1>Bare</h1><Switch /></>;
    }`,
  'app/switch.jsx': `
    'use client';
    import { useState } from 'react';
    export function Switch() {
      const [on, setOn] = useState(false);
      return <button onClick={() => setOn(!on)}>{on ? 'on' : 'off'}</button>;
    }`,
  'app/long/page.jsx': `
    const box = { float: 'left', width: 180, height: 380, margin: 8, background: '#eee' };
    export default () => <ul>{Array.from({ length: 5000 }, (_, at) => <li key={at} style={box}>{at}</li>)}</ul>;`,
};

/**
 * Builds it with the very Next and React that ours is built with, in a folder
 * of its own: no page of ours is bare, since all share a layout that asks the
 * database who is there and what the brand is, and styles and fonts with it.
 * Webpack builds it, since Turbopack takes no modules from outside its folder.
 */
export async function startBarePage(): Promise<BarePage> {
  const folder = await mkdtemp(join(tmpdir(), 'storywire-bare-'));
  await mkdir(join(folder, 'app/long'), { recursive: true });
  for (const [path, text] of Object.entries(files)) await writeFile(join(folder, path), text);
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));
  const [port] = await freePorts(1);
  await ended(next(folder, ['build', '--webpack']));
  const server = next(folder, ['start', '--hostname', '127.0.0.1', '--port', String(port)]);
  const url = `http://127.0.0.1:${port}`;
  await eventually('the bare page is served', () =>
    fetch(url).then(
      ({ ok }) => ok,
      () => false,
    ),
  );
  return {
    url,
    close: async () => {
      server.kill('SIGTERM');
      if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const next = (folder: string, args: string[]): ChildProcess =>
  spawn(process.execPath, [resolve('node_modules/next/dist/bin/next'), ...args], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });

async function ended(child: ChildProcess): Promise<void> {
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`The bare page was not built: ${code}`);
}
