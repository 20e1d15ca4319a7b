import type { JsonObject } from '../json.ts';

export type Webhooks = {
  /** Remembers an entry to be told; it survives a restart and is retried until it is answered with 200. */
  queue: (channel: Channel, entry: JsonObject) => void;
  /** Tells it now and waits for the answer, before somebody else is answered; a failure is left to the retries. */
  tellNow: (channel: Channel, entry: JsonObject) => Promise<void>;
  /** Sends what a fault holds back. */
  release: () => number;
  counts: () => {
    waiting: number;
    held: number;
    retrying: number;
    sent: number;
    refused: number;
    last_failure: string | null;
  };
  start: () => void;
  stop: () => void;
};

/** Meta posts the two products' webhooks to an address each. */
export const channels = ['whatsapp', 'instagram'] as const;
export type Channel = (typeof channels)[number];
