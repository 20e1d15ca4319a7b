import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHub, type HubParts } from '#lib/live/hub.ts';
import { readHint } from '#lib/live/sse.ts';

const id = '0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b';
const payload = (topic: string) => JSON.stringify({ topic, id });

/** A hub over a pretended database. */
function setUp(over: Partial<HubParts> = {}) {
  let notify: (text: string) => void = () => {};
  let relisten: () => void = () => {};
  const ended = new Set<string>();
  const reports: string[] = [];
  const findEndedSessions = vi.fn(async (ids: string[]) => ids.filter((each) => ended.has(each)));
  const listen = vi.fn(async (onPayload: (text: string) => void, onListening: () => void) => {
    notify = onPayload;
    relisten = onListening;
    onListening();
  });
  const hub = createHub({
    listen,
    findEndedSessions,
    report: (_, what) => reports.push(what),
    now: Date.now,
    ...over,
  });
  return {
    hub,
    ended,
    reports,
    listen,
    findEndedSessions,
    notify: (text: string) => notify(text),
    relisten: () => relisten(),
  };
}

/** A stream of one person's for each session. */
const reader = (session: string) => ({ sessionId: session, userId: `who-${session}` });
const never = () => new AbortController().signal;

/** Reads on in the background and keeps what came. */
function follow(stream: ReadableStream<Uint8Array>) {
  const seen = { text: '', done: false };
  const reader = stream.getReader();
  const read = async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      seen.text += new TextDecoder().decode(value);
    }
    seen.done = true;
  };
  void read();
  return seen;
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('the live hub', () => {
  it('says hello first, then sends every hint to every stream, over one listener', async () => {
    const { hub, listen, notify } = setUp();
    const streams = [hub.open(reader('a'), never()), hub.open(reader('b'), never())].map(follow);
    await vi.advanceTimersByTimeAsync(0);
    notify(payload('story'));
    notify(payload('alert'));
    await vi.advanceTimersByTimeAsync(0);
    expect(listen).toHaveBeenCalledTimes(1);
    for (const { text } of streams) {
      expect(text).toMatch(/^event: hello\ndata: \{\}\n\n/);
      expect(text).toContain(
        `event: hint\ndata: ${payload('story')}\n\nevent: hint\ndata: ${payload('alert')}\n\n`,
      );
    }
  });

  it('tells every stream to fetch anew each time the database connection comes back', async () => {
    const { hub, relisten } = setUp();
    const stream = follow(hub.open(reader('a'), never()));
    await vi.advanceTimersByTimeAsync(0);
    relisten();
    await vi.advanceTimersByTimeAsync(0);
    expect(stream.text.split('{"topic":"resync"}')).toHaveLength(3);
  });

  it('keeps trying to listen while the database is away', async () => {
    let tries = 0;
    const { hub, reports } = setUp({
      listen: async (_, onListening) => {
        if (++tries < 3) throw new Error('away');
        onListening();
      },
    });
    const stream = follow(hub.open(reader('a'), never()));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(tries).toBe(3);
    expect(reports).toHaveLength(2);
    expect(stream.text).toContain('resync');
  });

  it('pings a quiet stream', async () => {
    const { hub } = setUp();
    const stream = follow(hub.open(reader('a'), never()));
    await vi.advanceTimersByTimeAsync(31_000);
    expect(stream.text.split(': ping\n\n')).toHaveLength(3);
  });

  it('ends the streams of a session that ended within five seconds, and no other', async () => {
    const { hub, ended, findEndedSessions } = setUp();
    const [first, again, other] = ['a', 'a', 'b'].map((session) =>
      follow(hub.open(reader(session), never())),
    );
    ended.add('a');
    await vi.advanceTimersByTimeAsync(5_000);
    expect([first?.done, again?.done, other?.done]).toEqual([true, true, false]);
    expect(hub.size()).toBe(1);
    expect(findEndedSessions.mock.calls[0]).toEqual([['a', 'b']]);
  });

  it('ends them at once on a hint, and keeps session ids from browsers', async () => {
    const { hub, ended, notify } = setUp();
    const gone = follow(hub.open(reader('a'), never()));
    const other = follow(hub.open(reader('b'), never()));
    await vi.advanceTimersByTimeAsync(0);
    ended.add('a');
    notify(payload('session'));
    await vi.advanceTimersByTimeAsync(0);
    expect(gone.done).toBe(true);
    expect(other.done).toBe(false);
    expect(other.text).not.toContain('session');
  });

  it('goes on when sessions cannot be checked', async () => {
    const { hub, reports, notify } = setUp({
      findEndedSessions: async () => Promise.reject(new Error('away')),
    });
    const stream = follow(hub.open(reader('a'), never()));
    await vi.advanceTimersByTimeAsync(7_000);
    expect(reports).toHaveLength(2);
    notify(payload('story'));
    await vi.advanceTimersByTimeAsync(0);
    expect(stream.text).toContain(payload('story'));
  });

  it('drops a client that has read nothing for 30 s', async () => {
    const { hub, notify } = setUp();
    const stuck = hub.open(reader('a'), never()).getReader();
    const reading = follow(hub.open(reader('b'), never()));
    notify(payload('story'));
    await vi.advanceTimersByTimeAsync(29_000);
    expect(hub.size()).toBe(2);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(hub.size()).toBe(1);
    expect(reading.done).toBe(false);
    await expect(stuck.read()).rejects.toThrow('does not read');
  });

  it('never drops one that reads, however quiet it is between', async () => {
    const { hub, notify } = setUp();
    follow(hub.open(reader('a'), never()));
    for (let n = 0; n < 10; n++) {
      await vi.advanceTimersByTimeAsync(40_000);
      notify(payload('story'));
    }
    expect(hub.size()).toBe(1);
  });

  it('keeps no more than a megabyte for a client, whatever happens in the world', async () => {
    const { hub, notify } = setUp();
    const stuck = hub.open(reader('a'), never()).getReader();
    for (let n = 0; n < 10_000; n++) notify(payload('story'));
    await vi.advanceTimersByTimeAsync(0);
    expect(hub.size()).toBe(1);
    for (let n = 0; n < 10_000; n++) notify(payload('story'));
    expect(hub.size()).toBe(0);
    await expect(stuck.read()).rejects.toThrow('does not read');
  });

  it('leaves nothing behind when a client goes, by hanging up or by abort', async () => {
    const { hub } = setUp();
    const before = vi.getTimerCount();
    const aborter = new AbortController();
    const removed = vi.spyOn(aborter.signal, 'removeEventListener');
    hub.open(reader('a'), aborter.signal);
    const hungUp = hub.open(reader('a'), never()).getReader();
    await vi.advanceTimersByTimeAsync(0);
    expect(hub.size()).toBe(2);
    aborter.abort();
    await hungUp.cancel();
    expect(hub.size()).toBe(0);
    expect(removed).toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(before);
  });

  it('takes nobody whose request is already over', () => {
    const { hub, listen } = setUp();
    hub.open(reader('a'), AbortSignal.abort());
    expect(hub.size()).toBe(0);
    expect(listen).not.toHaveBeenCalled();
  });

  it('ends all streams when the process is told to stop, and opens none after', async () => {
    const { hub } = setUp();
    const stream = follow(hub.open(reader('a'), never()));
    hub.close();
    const late = follow(hub.open(reader('b'), never()));
    await vi.advanceTimersByTimeAsync(0);
    expect([stream.done, late.done, hub.size()]).toEqual([true, true, 0]);
  });
});

describe('a stream that has ended', () => {
  it('is cut off a client that does not read it to its end', async () => {
    const { hub, ended } = setUp();
    const stuck = hub.open(reader('a'), never()).getReader();
    ended.add('a');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(hub.size()).toBe(0);
    await expect(stuck.read()).rejects.toThrow('does not read');
  });
});

describe('a hint', () => {
  it.each([
    '',
    'x',
    '{}',
    '{"topic":"story"}',
    '{"topic":"other","id":"x"}',
    `{"topic":"story","id":"event: x"}`,
  ])('that is none, %j, reaches nobody', (text) => {
    expect(readHint(text)).toBeUndefined();
  });
});
