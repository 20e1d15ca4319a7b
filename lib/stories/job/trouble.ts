import type { MediaEnd } from '../commands.ts';

/** Trouble that may pass. `otherwise` is how the media ends if it does not pass in time. */
export class TryAgain extends Error {
  override name = 'TryAgain';
  readonly otherwise: MediaEnd;

  constructor(trouble: string, otherwise: MediaEnd, cause?: unknown) {
    super(trouble, { cause });
    this.otherwise = otherwise;
  }
}

/** Meta answers without a link of the file, and has not done so for long. Its listings tell when there is one. */
export class Withheld extends Error {
  override name = 'Withheld';
}

/** The store took no more: a full disk, a bucket that is away. Nothing is wrong with the story. */
export class StoreFailed extends Error {
  override name = 'StoreFailed';
}

/** @throws StoreFailed when the work fails */
export async function inStore<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (cause) {
    throw new StoreFailed('The media store failed.', { cause });
  }
}
