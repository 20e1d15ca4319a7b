import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { followHints } from '#components/live/follow-hints.ts';
import type { ToldStory } from '#lib/feed/feed-story.ts';

/** A page over a pretended server, some time after it came. */
async function setUp({ age = 10_000 } = {}) {
  const fetches: { starts: readonly string[]; answer: () => void }[] = [];
  const shown: string[] = [];
  const refetch = vi.fn(
    (starts: readonly string[]) =>
      new Promise<void>((resolve) => {
        fetches.push({ starts, answer: resolve });
      }),
  );
  const page = followHints({
    refetch,
    show: (stories) => shown.push(...stories.map(({ id }) => id)),
    askSession: async () => undefined,
    setLost: () => undefined,
  });
  await vi.advanceTimersByTimeAsync(age);
  const told = (...ids: string[]) =>
    page.hear({ kind: 'stories', data: JSON.stringify(ids.map((id) => ({ id }) as ToldStory)) });
  const hint = (topic: string) => page.hear({ kind: 'hint', data: JSON.stringify({ topic, id: 'x' }) });
  return { page, fetches, shown, told, hint };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('following the stream', () => {
  it('shows stories that were told of at once, and fetches only what else they make stale', async () => {
    const { fetches, shown, told } = await setUp();
    told('a', 'b');
    expect(shown).toEqual(['a', 'b']);
    await pass(150);
    const [fetched] = fetches;
    const isFetched = (address: string) => fetched?.starts.some((start) => address.startsWith(start));
    expect(['/api/tray', '/api/feed?region=x', '/api/stories/ABC'].map(isFetched)).toEqual([
      true,
      true,
      true,
    ]);
    expect(isFetched('/api/feed?')).toBe(false);
  });

  it('makes one fetch of hints that come together', async () => {
    const { fetches, hint } = await setUp();
    for (const topic of ['alert', 'flag', 'alert']) hint(topic);
    await pass(1_000);
    expect(fetches).toHaveLength(1);
  });

  it('never asks again before the last answer is there, so that a page that hears of something all the time shows it', async () => {
    const { fetches, hint } = await setUp();
    for (let n = 0; n < 100; n++) {
      hint('story');
      await pass(100);
    }
    expect(fetches).toHaveLength(1);
    fetches[0]?.answer();
    await pass(150);
    expect(fetches).toHaveLength(2);
  });

  it('rests the longer the longer an answer takes, and no longer than fifteen seconds', async () => {
    const { fetches, hint } = await setUp();
    const answerAfter = async (ms: number) => {
      await pass(ms);
      fetches.at(-1)?.answer();
      await pass(0);
      hint('alert');
    };
    hint('alert');
    await pass(150);
    await answerAfter(300);
    await pass(2_900);
    expect(fetches).toHaveLength(1);
    await pass(100);
    expect(fetches).toHaveLength(2);
    await answerAfter(60_000);
    await pass(15_000);
    expect(fetches).toHaveLength(3);
  });

  it('rests longer where it has the stories, and fetches only what else they make stale', async () => {
    const { fetches, told, hint } = await setUp();
    told('a');
    await pass(150 + 100);
    fetches[0]?.answer();
    await pass(0);
    told('b');
    await pass(3_900);
    expect(fetches).toHaveLength(1);
    hint('alert');
    await pass(150);
    expect(fetches).toHaveLength(2);
  });

  it('does not rest before it fetches what it may have missed', async () => {
    const { page, fetches, hint } = await setUp();
    hint('alert');
    await pass(150 + 300);
    fetches[0]?.answer();
    await pass(0);
    hint('alert');
    page.hear({ kind: 'lost' });
    page.hear({ kind: 'open', caughtUp: false });
    await pass(150);
    expect(fetches[1]?.starts).toContain('/api/');
  });

  it('shows what is told of while the feed is fetched anew after it, so that the list sees its gap', async () => {
    const { page, fetches, shown, told } = await setUp();
    page.hear({ kind: 'lost' });
    page.hear({ kind: 'open', caughtUp: false });
    told('a');
    await pass(150);
    told('b');
    expect(shown).toEqual([]);
    fetches[0]?.answer();
    await pass(0);
    expect(shown).toEqual(['a', 'b']);
    told('c');
    expect(shown).toEqual(['a', 'b', 'c']);
  });

  it('fetches nothing where the stream brings what was missed', async () => {
    const { page, fetches, shown, told } = await setUp();
    page.hear({ kind: 'lost' });
    page.hear({ kind: 'open', caughtUp: true });
    await pass(1_000);
    expect(fetches).toEqual([]);
    told('a');
    expect(shown).toEqual(['a']);
  });

  it.each(['resync', 'story'])('holds them back, too, after a hint of %s', async (topic) => {
    const { fetches, shown, told, hint } = await setUp();
    hint(topic);
    told('a');
    expect(shown).toEqual([]);
    await pass(150);
    fetches[0]?.answer();
    await pass(0);
    expect(shown).toEqual(['a']);
  });

  it('fetches the feed once more when the stream opens, also of a page that has just come', async () => {
    const { page, fetches } = await setUp({ age: 0 });
    page.hear({ kind: 'open', caughtUp: false });
    await pass(150);
    expect(fetches.map(({ starts }) => starts)).toEqual([['/api/feed']]);
  });

  it('asks for nothing any more once it has stopped', async () => {
    const { page, fetches, hint } = await setUp();
    hint('alert');
    page.stop();
    hint('alert');
    await pass(10_000);
    expect(fetches).toEqual([]);
  });
});
