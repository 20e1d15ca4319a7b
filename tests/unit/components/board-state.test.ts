import { describe, expect, test } from 'vitest';
import { changeOnBoard, undoOf } from '#components/flags/board-state.ts';
import type { Board, BoardFlag } from '#lib/flags/board-flag.ts';
import type { FlagChange } from '#lib/flags/flag-input.ts';

const mark = { id: 'r', name: 'Portugal', markText: 'PT', markColor: '#0f766e' };
const me = { id: 'me', name: 'Rui' };
const ana = { id: 'ana', name: 'Ana' };
const now = new Date('2026-11-25T12:00:00Z');

const flagOf = (over: Partial<BoardFlag>): BoardFlag => ({
  id: 'f',
  kind: 'repost',
  state: 'open',
  urgent: false,
  words: null,
  dismissal: null,
  by: { name: 'Ana', region: 'Portugal' },
  owner: null,
  at: now.toISOString(),
  endedAt: null,
  region: mark,
  story: {
    code: 'ABCDEF',
    username: 'brand.br',
    region: { ...mark, name: 'Brazil' },
    expiresAt: now.toISOString(),
    mediaState: 'archived',
    mediaReason: null,
    thumbnailUrl: null,
  },
  mayManage: true,
  ...over,
});

const boardOf = (flag: BoardFlag): Board => {
  const other = flagOf({ id: 'other', state: flag.state });
  const column = flag.state === 'dismissed' ? 'done' : flag.state;
  const both = [other, flag];
  const place = (name: string) => (name === column ? both : []);
  return {
    open: place('open'),
    taken: place('taken'),
    reposting: place('reposting'),
    ended: { flags: place('done'), nextCursor: null },
    counts: {
      open: place('open').length,
      taken: place('taken').length,
      reposting: place('reposting').length,
    },
    regions: [],
    owners: [],
    reader: me,
  };
};

const cases: [string, BoardFlag, FlagChange][] = [
  ['take', flagOf({}), { change: 'take' }],
  ['hand over what is open', flagOf({}), { change: 'hand_over', toUserId: 'ana' }],
  ['hand over', flagOf({ state: 'taken', owner: me }), { change: 'hand_over', toUserId: 'ana' }],
  [
    'hand over what is being reposted',
    flagOf({ state: 'reposting', owner: me }),
    { change: 'hand_over', toUserId: 'ana' },
  ],
  ['give back my own', flagOf({ state: 'taken', owner: me }), { change: 'give_back' }],
  ["give back another's", flagOf({ state: 'taken', owner: ana }), { change: 'give_back' }],
  ['finish', flagOf({ state: 'taken', owner: ana }), { change: 'finish' }],
  [
    'reopen what was done',
    flagOf({ state: 'done', owner: ana, endedAt: now.toISOString() }),
    { change: 'reopen' },
  ],
  ['dismiss', flagOf({ state: 'taken', owner: ana }), { change: 'dismiss', reason: 'Too late' }],
  [
    'reopen',
    flagOf({ state: 'dismissed', dismissal: 'Too late', endedAt: now.toISOString() }),
    { change: 'reopen' },
  ],
  ['urgent', flagOf({}), { change: 'urgent', urgent: true }],
];

describe.each(cases)('%s', (_name, flag, change) => {
  const before = boardOf(flag);
  const after = changeOnBoard(before, flag, change, { handedTo: 'Ana', now });
  const all = (board: Board) => [...board.open, ...board.taken, ...board.reposting, ...board.ended.flags];
  const find = (board: Board) => all(board).find(({ id }) => id === 'f')!;

  test('keeps every flag on the board, once, and the counts right', () => {
    expect(
      all(after)
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(['f', 'other']);
    expect(after.counts).toEqual({
      open: after.open.length,
      taken: after.taken.length,
      reposting: after.reposting.length,
    });
  });

  test('shows something else than before, which undoing takes back', () => {
    const moved = find(after);
    expect(moved).not.toEqual(flag);
    const back = find(
      changeOnBoard(after, moved, undoOf(flag, change, me), { handedTo: flag.owner?.name ?? '', now }),
    );
    // A dismissed flag keeps the reason once it is dismissed anew; when it ended is now.
    expect({ ...back, dismissal: flag.dismissal }).toEqual(flag);
  });
});

test('a step that does not fit where the flag is changes nothing', () => {
  const flag = flagOf({ state: 'done' });
  const board = boardOf(flag);
  expect(changeOnBoard(board, flag, { change: 'take' }, { now })).toBe(board);
});
