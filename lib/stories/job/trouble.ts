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
