import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  commit,
  type History,
  mostPast,
  newHistory,
  redo,
  runMs,
  undo,
} from '#lib/reposts/design/history.ts';

const alone = { run: null, atMs: 0 };

describe('undo and redo', () => {
  it('go back to where it began and forth to where it was, whatever was done', () => {
    const rule = fc.property(fc.array(fc.integer(), { maxLength: mostPast }), (values) => {
      let history: History<number | string> = newHistory<number | string>('begun');
      for (const value of values) history = commit(history, value, alone);
      const end = history.present;
      for (const _ of values) history = undo(history);
      const start = history.present;
      for (const _ of values) history = redo(history);
      return start === 'begun' && history.present === end;
    });
    expect(fc.check(rule).counterexample).toBeNull();
  });

  it('take a run of fast changes as one, and what follows later or elsewhere by itself', () => {
    let history = newHistory(0);
    for (let n = 1; n <= 5; n += 1) history = commit(history, n, { run: 'drag', atMs: n * (runMs - 1) });
    expect(undo(history).present).toBe(0);
    history = commit(history, 6, { run: 'drag', atMs: 6 * runMs * 2 });
    expect(undo(history).present).toBe(5);
    history = commit(history, 7, { run: 'type', atMs: 6 * runMs * 2 });
    expect(undo(history).present).toBe(6);
  });

  it('do not join a change to the one before an undo', () => {
    const typed = commit(commit(newHistory('a'), 'ab', { run: 't', atMs: 0 }), 'abc', { run: 't', atMs: 1 });
    const back = commit(undo(typed), 'ax', { run: 't', atMs: 2 });
    expect(undo(back).present).toBe('a');
  });

  it('forget what was undone once something new is done', () => {
    const history = commit(undo(commit(newHistory('a'), 'b', alone)), 'c', alone);
    expect(redo(history)).toBe(history);
  });

  it('keep no more than the most, so that a long day does not fill the memory', () => {
    let history = newHistory(0);
    for (let n = 1; n < mostPast * 3; n += 1) history = commit(history, n, alone);
    expect(history.past).toHaveLength(mostPast);
  });

  it('leave a value that did not change out', () => {
    const history = newHistory('a');
    expect(commit(history, 'a', alone)).toBe(history);
    expect(undo(history)).toBe(history);
  });
});
