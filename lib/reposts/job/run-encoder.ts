import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { EncoderOrder } from '../video/encoder-order.ts';
import type { EncoderWord } from '../video/encoder-word.ts';

const program = fileURLToPath(new URL('encoder/main.ts', import.meta.url));

/** What came of an encoder's work. `stopped`: it was told to; `crashed`: it died, or said nothing for too long. */
export type Encoded = { kind: 'stopped' | 'crashed' } | Exclude<EncoderWord, { kind: 'frames' }>;

/** The slowest machine makes a frame in less. */
const silentMostMs = 120_000;

/**
 * Runs the encoder as a process of its own, without anything of ours in its
 * environment, and waits for its end.
 * @param order `--try`: only whether it runs here at all
 * @param stop ends it at once
 */
export function runEncoder(
  order: EncoderOrder | '--try',
  {
    folder,
    stop,
    onFrames = () => undefined,
  }: { folder: string; stop: AbortSignal; onFrames?: (frames: number) => void },
): Promise<Encoded> {
  return new Promise((resolve) => {
    const child = fork(program, [order === '--try' ? order : JSON.stringify(order)], {
      cwd: folder,
      env: { NODE_ENV: 'production' },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    let said: Encoded = { kind: 'crashed' };
    const kill = () => child.kill('SIGKILL');
    const silence = setTimeout(kill, silentMostMs);
    const end = (encoded: Encoded) => {
      clearTimeout(silence);
      stop.removeEventListener('abort', kill);
      resolve(stop.aborted ? { kind: 'stopped' } : encoded);
    };
    stop.addEventListener('abort', kill, { once: true });
    child.on('message', (message) => {
      const word = message as EncoderWord;
      silence.refresh();
      if (word.kind === 'frames') onFrames(word.frames);
      else said = word;
    });
    child.once('error', () => end({ kind: 'crashed' }));
    child.once('exit', (code) => end(code === 0 ? said : { kind: 'crashed' }));
    if (stop.aborted) kill();
  });
}
