import { expect, test } from 'vitest';
import { type BatchAnswer, MetaWorld } from '#tests/simulation/polling/meta-world.ts';
import { shortfalls } from '#tests/simulation/polling/play-month.ts';
import { PollerModel } from '#tests/simulation/polling/poller-model.ts';
import { runPolling } from '#tests/simulation/polling/run-polling.ts';
import { drawScript, type Script } from '#tests/simulation/polling/script.ts';

// Clocks change in Europe within it.
const script = () => drawScript({ seed: 3, accounts: 20, days: 2, start: '2026-10-24' });

test('in two days with outage, revoked tokens and throttling no story is missed without explanation', () => {
  const result = runPolling(script());
  expect(shortfalls(result)).toEqual([]);
  expect(result.stories).toBeGreaterThan(600);
  expect(result.archived).toBe(result.reachable);
});

/** A Meta that keeps one story to itself. */
class Forgetful extends MetaWorld {
  readonly #mediaId: string;

  constructor(of: Script, mediaId: string) {
    super(of);
    this.#mediaId = mediaId;
  }

  override answer(paths: readonly string[], token: number, now: number): BatchAnswer {
    const answer = super.answer(paths, token, now);
    if (answer.kind !== 'parts') return answer;
    const parts = answer.parts.map((part) => {
      const json = part?.json as { data?: { id: string }[] } | undefined;
      return part && json?.data?.some(({ id }) => id === this.#mediaId)
        ? { ...part, json: { ...json, data: json.data.filter(({ id }) => id !== this.#mediaId) } }
        : part;
    });
    return { kind: 'parts', parts };
  }
}

test('one story that is never found while its account is checked is noticed', () => {
  const drawn = script();
  const lost = drawn.accounts[4]!.stories[20]!.mediaId;
  const wrong = shortfalls(runPolling(drawn, new Forgetful(drawn, lost)));
  expect(wrong).toHaveLength(1);
  expect(wrong[0]).toMatch(`missed without explanation: ${lost}`);
});

test('whoever waits for a turn is asked for in it, and nobody else', () => {
  const drawn = script();
  const poller = new PollerModel(drawn, new MetaWorld(drawn));
  for (let now = drawn.from; now < drawn.from + 3_600_000; now += 1_000) {
    const due = poller.due(now);
    expect(due).toEqual(poller.dueOfAll(now));
    poller.check(due, now);
  }
});

test('a check is one call, and one more only where Meta gives fewer stories than are asked for', () => {
  const drawn = script();
  const whole = { ...drawn, accounts: drawn.accounts.map((account) => ({ ...account, pageSize: 50 })) };
  expect(runPolling(whole).calls.furtherPages).toBe(0);
  const { expected, firstPages, furtherPages, all } = runPolling(drawn).calls;
  expect(expected).toBe(20 * (2 * 24 * 60 + 10));
  expect(firstPages).toBeLessThan(expected);
  expect(furtherPages).toBeGreaterThan(0);
  // One account in four, and there in every check at most.
  expect(furtherPages).toBeLessThan(expected / 4);
  expect(all).toBe(firstPages + furtherPages);
});
