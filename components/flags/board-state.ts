import type { Board, BoardFlag } from '#lib/flags/board-flag.ts';
import type { FlagChange } from '#lib/flags/flag-input.ts';
import { nextFlagState } from '#lib/flags/flag-step.ts';

export const columns = ['open', 'taken', 'reposting', 'done'] as const;
export type Column = (typeof columns)[number];

/** What stands in a column. */
export const flagsIn = (board: Board, column: Column): readonly BoardFlag[] =>
  column === 'done' ? board.ended.flags : board[column];

/** The flag as it will be after a change, to be shown before the server has answered. */
function afterChange(
  flag: BoardFlag,
  change: FlagChange,
  { reader, handedTo, nowIso }: { reader: Board['reader']; handedTo: string; nowIso: string },
): BoardFlag | undefined {
  if (change.change === 'urgent') return { ...flag, urgent: change.urgent };
  const state = nextFlagState({ state: flag.state, ownerUserId: flag.owner?.id ?? null }, change.change);
  if (state === undefined) return undefined;
  switch (change.change) {
    case 'take':
      return { ...flag, state, owner: reader };
    case 'hand_over':
      return { ...flag, state, owner: { id: change.toUserId, name: handedTo } };
    case 'give_back':
      return { ...flag, state, owner: null };
    case 'finish':
      return { ...flag, state, endedAt: nowIso };
    case 'dismiss':
      return { ...flag, state, dismissal: change.reason, endedAt: nowIso };
    case 'reopen':
      return { ...flag, state, dismissal: null, endedAt: null };
  }
}

/**
 * The board as it will be after a change. What moved comes first where it
 * lands; the server's order follows with its answer.
 * @param handedTo the name of whoever it is handed to
 */
export function changeOnBoard(
  board: Board,
  flag: BoardFlag,
  change: FlagChange,
  { handedTo = '', now }: { handedTo?: string; now: Date },
): Board {
  const moved = afterChange(flag, change, { reader: board.reader, handedTo, nowIso: now.toISOString() });
  if (!moved) return board;
  const place = (column: Column): BoardFlag[] => {
    const flags = flagsIn(board, column);
    if (columnOf(moved) !== column) return flags.filter(({ id }) => id !== flag.id);
    return columnOf(flag) === column
      ? flags.map((each) => (each.id === flag.id ? moved : each))
      : [moved, ...flags.filter(({ id }) => id !== flag.id)];
  };
  const count = (column: Exclude<Column, 'done'>) =>
    board.counts[column] - Number(columnOf(flag) === column) + Number(columnOf(moved) === column);
  return {
    ...board,
    open: place('open'),
    taken: place('taken'),
    reposting: place('reposting'),
    ended: { ...board.ended, flags: place('done') },
    counts: { open: count('open'), taken: count('taken'), reposting: count('reposting') },
  };
}

const columnOf = ({ state }: BoardFlag): Column => (state === 'dismissed' ? 'done' : state);

/** What takes a change back. */
export function undoOf(flag: BoardFlag, change: FlagChange, reader: Board['reader']): FlagChange {
  const toOwner = (): FlagChange =>
    flag.owner === null ? { change: 'give_back' } : { change: 'hand_over', toUserId: flag.owner.id };
  switch (change.change) {
    case 'urgent':
      return { change: 'urgent', urgent: !change.urgent };
    case 'take':
      return { change: 'give_back' };
    case 'give_back':
      return flag.owner?.id === reader.id ? { change: 'take' } : toOwner();
    case 'hand_over':
      return toOwner();
    case 'finish':
    case 'dismiss':
      return { change: 'reopen' };
    case 'reopen':
      return flag.state === 'done'
        ? { change: 'finish' }
        : { change: 'dismiss', reason: flag.dismissal ?? '' };
  }
}
