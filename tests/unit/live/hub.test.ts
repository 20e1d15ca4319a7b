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
  const readStories = vi.fn(async (ids: string[]): Promise<object[]> => ids.map((each) => ({ id: each })));
  const findEndedSessions = vi.fn(async (ids: string[]) => ids.filter((each) => ended.has(each)));
  const listen = vi.fn(async (onPayload: (text: string) => void, onListening: () => void) => {
    notify = onPayload;
    relisten = onListening;
    onListening();
  });
  const hub = createHub({
    listen,
    findEndedSessions,
    readStories,
    report: (_, what) => reports.push(what),
    now: Date.now,
    random: () => 0.25,
    ...over,
  });
  return {
    hub,
    ended,
    reports,
    listen,
    findEndedSessions,
    readStories,
    notify: (text: string) => notify(text),
    relisten: () => relisten(),
  };
}

/** By then what came together has been told of. */
const told = () => vi.advanceTimersByTimeAsync(200);

/** Sessions whose connection was ended, in order. */
const hungUp: string[] = [];
/** A stream of one person's for each session. */
const reader = (session: string) => ({
  sessionId: session,
  userId: `who-${session}`,
  hangUp: () => hungUp.push(session),
});
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

beforeEach(() => {
  vi.useFakeTimers();
  hungUp.length = 0;
});
afterEach(() => vi.useRealTimers());

describe('the live hub', () => {
  it('says hello first, then sends every hint to every stream, over one listener', async () => {
    const { hub, listen, notify } = setUp();
    const streams = [hub.open(reader('a'), never()), hub.open(reader('b'), never())].map(follow);
    await vi.advanceTimersByTimeAsync(0);
    notify(payload('flag'));
    notify(payload('alert'));
    await told();
    expect(listen).toHaveBeenCalledTimes(1);
    for (const { text } of streams) {
      expect(text).toMatch(/^retry: 750\nevent: hello\ndata: \{"caughtUp":false\}\n\n/);
      expect(text).toContain(
        `event: hint\ndata: ${payload('flag')}\n\nevent: hint\ndata: ${payload('alert')}\n\n`,
      );
    }
  });

  it('tells of what comes together once, in one piece', async () => {
    const { hub, notify } = setUp();
    const stream = hub.open(reader('a'), never()).getReader();
    await vi.advanceTimersByTimeAsync(0);
    for (const topic of ['alert', 'flag', 'alert', 'alert']) notify(payload(topic));
    await told();
    // Hello, its number and the first resync stand before it.
    for (let n = 0; n < 3; n++) await stream.read();
    expect(new TextDecoder().decode((await stream.read()).value)).toMatch(
      `event: hint\ndata: ${payload('alert')}\n\nevent: hint\ndata: ${payload('flag')}\n\nid: `,
    );
  });

  it('reads stories that come together once for all, and sends them along', async () => {
    const { hub, notify, readStories } = setUp();
    const streams = ['a', 'b', 'c'].map((session) => follow(hub.open(reader(session), never())));
    await vi.advanceTimersByTimeAsync(0);
    const other = id.replace('0190', '0191');
    for (const each of [id, other, id]) notify(JSON.stringify({ topic: 'story', id: each }));
    await told();
    expect(readStories.mock.calls).toEqual([[[id, other]]]);
    for (const { text } of streams)
      expect(text).toContain(`event: stories\ndata: [{"id":"${id}"},{"id":"${other}"}]\n\n`);
  });

  it('never lets an older reading of a story overtake a newer one', async () => {
    const answers: PromiseWithResolvers<object[]>[] = [];
    const { hub, notify } = setUp({
      readStories: () => {
        const answer = Promise.withResolvers<object[]>();
        answers.push(answer);
        return answer.promise;
      },
    });
    const stream = follow(hub.open(reader('a'), never()));
    await vi.advanceTimersByTimeAsync(0);
    notify(payload('story'));
    await told();
    notify(payload('story'));
    await told();
    expect(answers).toHaveLength(1);
    answers[0]?.resolve([{ was: 'older' }]);
    await told();
    answers[1]?.resolve([{ was: 'newer' }]);
    await told();
    expect(stream.text.indexOf('older')).toBeGreaterThan(0);
    expect(stream.text.indexOf('newer')).toBeGreaterThan(stream.text.indexOf('older'));
  });

  it('sends hints of stories that could not be read, so that feeds fetch them', async () => {
    const { hub, notify, reports } = setUp({ readStories: () => Promise.reject(new Error('away')) });
    const stream = follow(hub.open(reader('a'), never()));
    await vi.advanceTimersByTimeAsync(0);
    notify(payload('story'));
    await told();
    expect(stream.text).toContain(`event: hint\ndata: ${payload('story')}\n\n`);
    expect(reports).toEqual(['stories could not be read for the live stream']);
  });

  it('sends one hint of more stories at once than a stream should carry', async () => {
    const { hub, notify, readStories } = setUp();
    const stream = follow(hub.open(reader('a'), never()));
    await vi.advanceTimersByTimeAsync(0);
    for (let n = 0; n < 1_000; n++)
      notify(JSON.stringify({ topic: 'story', id: id.replace(/.{4}$/, String(n).padStart(4, '0')) }));
    await told();
    expect(readStories).not.toHaveBeenCalled();
    expect(stream.text.split('"topic":"story"')).toHaveLength(2);
  });

  it('tells of what somebody has seen in that person’s browsers only', async () => {
    const { hub, notify } = setUp();
    const [own, others] = [id, 'somebody-else'].map((userId) =>
      follow(hub.open({ ...reader(userId), userId }, never())),
    );
    await vi.advanceTimersByTimeAsync(0);
    notify(payload('seen'));
    await told();
    expect(own?.text).toContain(payload('seen'));
    expect(others?.text).not.toContain('seen');
  });

  it('does nothing for stories while nobody listens', async () => {
    const { hub, notify, readStories } = setUp();
    const aborter = new AbortController();
    hub.open(reader('a'), aborter.signal);
    await vi.advanceTimersByTimeAsync(0);
    aborter.abort();
    notify(payload('story'));
    await told();
    expect(readStories).not.toHaveBeenCalled();
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
    notify(payload('alert'));
    await told();
    expect(stream.text).toContain(payload('alert'));
  });

  it('drops a client within 30 s of its reading nothing, and gives it 25 s', async () => {
    const { hub, notify } = setUp();
    const stuck = hub.open(reader('a'), never()).getReader();
    const reading = follow(hub.open(reader('b'), never()));
    notify(payload('alert'));
    await vi.advanceTimersByTimeAsync(24_900);
    expect(hub.size()).toBe(2);
    await vi.advanceTimersByTimeAsync(5_100);
    expect(hub.size()).toBe(1);
    expect(reading.done).toBe(false);
    await expect(stuck.read()).rejects.toThrow('does not read');
    // What is written to it does not arrive, the end of the stream neither.
    expect(hungUp).toEqual(['a']);
  });

  it('never drops one that reads, however quiet it is between', async () => {
    const { hub, notify } = setUp();
    follow(hub.open(reader('a'), never()));
    for (let n = 0; n < 10; n++) {
      await vi.advanceTimersByTimeAsync(40_000);
      notify(payload('alert'));
    }
    expect(hub.size()).toBe(1);
  });

  it('keeps no more than a megabyte for a client, whatever happens in the world', async () => {
    const { hub, notify } = setUp();
    const stuck = hub.open(reader('a'), never()).getReader();
    const hints = async (count: number) => {
      for (let n = 0; n < count; n++)
        notify(JSON.stringify({ topic: 'alert', id: id.replace(/.{5}$/, String(n).padStart(5, '0')) }));
      await told();
    };
    await hints(8_000);
    expect(hub.size()).toBe(1);
    await hints(8_000);
    expect(hub.size()).toBe(0);
    await expect(stuck.read()).rejects.toThrow('does not read');
    expect(hungUp).toEqual(['a']);
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

describe('a stream that comes back', () => {
  /** The number of the last event that a stream heard. */
  const lastOf = (text: string) => [...text.matchAll(/^id: (.+)$/gm)].at(-1)?.[1] ?? null;
  const idsOf = (text: string) => [...text.matchAll(/"id":"(.+?)"/g)].map(([, each]) => each);
  const nth = (n: number) => id.replace(/.{4}$/, String(n).padStart(4, '0'));

  async function broken() {
    const parts = setUp();
    // Somebody else stays.
    const other = follow(parts.hub.open(reader('b'), never()));
    const aborter = new AbortController();
    const first = follow(parts.hub.open(reader('a'), aborter.signal));
    await vi.advanceTimersByTimeAsync(0);
    const tell = async (n: number, topic = 'story') => {
      parts.notify(JSON.stringify({ topic, id: nth(n) }));
      await told();
    };
    const comeBack = async (last: string | null, session = 'a') => {
      const back = follow(parts.hub.open(reader(session), never(), last));
      await vi.advanceTimersByTimeAsync(0);
      return back;
    };
    return { ...parts, other, aborter, first, tell, comeBack };
  }

  it('is sent what it has missed, in its order, once, and what follows', async () => {
    const { aborter, first, tell, comeBack } = await broken();
    await tell(1);
    aborter.abort();
    await tell(2);
    await tell(3, 'alert');
    const back = await comeBack(lastOf(first.text));
    expect(back.text).toContain('{"caughtUp":true}');
    expect(idsOf(back.text)).toEqual([nth(2), nth(3)]);
    await tell(4);
    expect(idsOf(back.text)).toEqual([nth(2), nth(3), nth(4)]);
  });

  it('hears where it stands also when nothing has happened', async () => {
    const { aborter, first, tell, comeBack } = await broken();
    aborter.abort();
    const again = await comeBack(lastOf(first.text));
    expect(again.text).toContain('{"caughtUp":true}');
    await tell(1);
    expect(idsOf((await comeBack(lastOf(first.text))).text)).toEqual([nth(1)]);
  });

  it('is not sent what another person has seen', async () => {
    const { hub, aborter, first, notify, comeBack } = await broken();
    follow(hub.open({ ...reader('c'), userId: nth(9) }, never()));
    aborter.abort();
    notify(JSON.stringify({ topic: 'seen', id: nth(9) }));
    await told();
    expect(idsOf((await comeBack(lastOf(first.text))).text)).toEqual([]);
  });

  it.each(['', 'x', '.', 'x.1', '0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b.1'])(
    'with a number that is none of ours, %j, is to fetch anew',
    async (last) => {
      const { tell, comeBack } = await broken();
      await tell(1);
      const back = await comeBack(last);
      expect(back.text).toContain('{"caughtUp":false}');
      expect(idsOf(back.text)).toEqual([]);
    },
  );

  it('with a number of the future is to fetch anew', async () => {
    const { first, comeBack } = await broken();
    const last = lastOf(first.text)!.replace(/\d+$/, '999');
    expect((await comeBack(last)).text).toContain('{"caughtUp":false}');
  });

  it('after more than is kept is to fetch anew', async () => {
    const { aborter, first, notify, comeBack } = await broken();
    aborter.abort();
    for (let n = 0; n < 9_000; n++) {
      notify(JSON.stringify({ topic: 'alert', id: nth(n) }));
      if (n % 1_000 === 0) await told();
    }
    for (let n = 0; n < 9_000; n++) {
      notify(JSON.stringify({ topic: 'flag', id: nth(n) }));
      if (n % 1_000 === 0) await told();
    }
    await told();
    expect((await comeBack(lastOf(first.text))).text).toContain('{"caughtUp":false}');
  });

  it('is to fetch anew where nobody listened meanwhile, and something happened', async () => {
    const { hub, notify } = setUp();
    const aborter = new AbortController();
    const first = follow(hub.open(reader('a'), aborter.signal));
    await vi.advanceTimersByTimeAsync(0);
    aborter.abort();
    notify(payload('story'));
    await told();
    const back = follow(hub.open(reader('a'), never(), lastOf(first.text)));
    await vi.advanceTimersByTimeAsync(0);
    expect(back.text).toContain('{"caughtUp":false}');
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
    expect(hungUp).toEqual(['a']);
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
