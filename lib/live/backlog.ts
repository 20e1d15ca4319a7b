import { newId } from '../ids.ts';

/** Some twenty seconds of a very busy time, and days of a quiet one; half of what a client may leave unread. */
const mostBytes = 512 * 1024;

/** What streams were sent lately, for those that broke and come back. */
export type Backlog = {
  /**
   * Keeps an event and gives it its number, which browsers tell when they come back.
   * @param userId whose streams alone it is for; absent: all are sent it
   * @returns what to send
   */
  keep: (event: Uint8Array, userId?: string) => Uint8Array;
  /** The number of the latest event, as a stream that begins now is told it. */
  mark: () => Uint8Array;
  /** What a person's stream has missed since the event that it heard last; undefined when that is not known any more. */
  since: (lastHeard: string | null, userId: string) => Uint8Array[] | undefined;
  /** Something was passed over: whoever comes back cannot be told what. */
  forget: () => void;
};

export function createBacklog(): Backlog {
  let run = newId();
  let latest = 0;
  let bytes = 0;
  let kept: { at: number; event: Uint8Array; userId: string | undefined }[] = [];

  // Without data, it sets the number and is no event.
  const mark = () => Buffer.from(`id: ${run}.${latest}\n\n`);

  return {
    keep: (event, userId) => {
      latest += 1;
      const marked = Buffer.concat([event, mark()]);
      kept.push({ at: latest, event: marked, userId });
      bytes += marked.byteLength;
      while (bytes > mostBytes) bytes -= kept.shift()!.event.byteLength;
      return marked;
    },
    mark,
    since: (lastHeard, userId) => {
      const [theirRun, number] = lastHeard?.split('.') ?? [];
      const at = Number(number);
      const oldest = kept[0]?.at ?? latest + 1;
      if (theirRun !== run || !Number.isInteger(at) || at > latest || at < oldest - 1) return undefined;
      return kept
        .filter((each) => each.at > at && (each.userId === undefined || each.userId === userId))
        .map(({ event }) => event);
    },
    forget: () => {
      run = newId();
      latest = 0;
      bytes = 0;
      kept = [];
    },
  };
}
