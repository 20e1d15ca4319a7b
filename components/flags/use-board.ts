'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import useSWR from 'swr';
import type { Board, BoardFlag, EndedFlags } from '#lib/flags/board-flag.ts';
import type { BoardFilter } from '#lib/flags/board-filter.ts';
import { boardQuery } from '#lib/flags/board-query.ts';
import type { FlagChange } from '#lib/flags/flag-input.ts';
import { refusalWords } from '#components/live/send-json.ts';
import { fetchJson } from '#components/live/fetch-json.ts';
import { pollMs } from '#components/live/poll-ms.ts';
import { toast } from '#components/ui/toast.ts';
import { changeOnBoard, columns, flagsIn, undoOf } from './board-state.ts';
import { changeFlag } from './flag-api.ts';

export type ChangeOnBoard = (flag: BoardFlag, change: FlagChange, handedTo?: string) => Promise<void>;

/**
 * The board, seeded from the server and kept live. A change shows at once, and
 * goes back with the reason when the server refuses it; while it stands, it can
 * be undone.
 */
export function useBoard(first: Board, filter: BoardFilter) {
  const t = useTranslations('flags');
  const { data, mutate } = useSWR<Board, Error>(`/api/flags${boardQuery(filter)}`, fetchJson, {
    fallbackData: first,
    refreshInterval: pollMs,
  });
  const board = data ?? first;
  const [refused, setRefused] = useState<string | null>(null);
  const [movedId, setMovedId] = useState<string | null>(null);
  const [more, setMore] = useState<EndedFlags | null>(null);
  const [loading, setLoading] = useState<'idle' | 'loading' | 'failed'>('idle');

  const send = (flag: BoardFlag, change: FlagChange, handedTo?: string) => {
    setRefused(null);
    setMovedId(flag.id);
    return mutate(
      async () => {
        await changeFlag(flag.id, change);
        return undefined;
      },
      {
        optimisticData: (shown) =>
          changeOnBoard(shown ?? board, flag, change, {
            ...(handedTo === undefined ? {} : { handedTo }),
            now: new Date(),
          }),
        populateCache: false,
        rollbackOnError: true,
      },
    ).then(
      () => true,
      (error: unknown) => {
        setRefused(refusalWords(error, t('notReached')));
        return false;
      },
    );
  };

  const change: ChangeOnBoard = async (flag, wanted, handedTo) => {
    const after = changeOnBoard(board, flag, wanted, {
      ...(handedTo === undefined ? {} : { handedTo }),
      now: new Date(),
    });
    const moved = columns.flatMap((column) => flagsIn(after, column)).find(({ id }) => id === flag.id);
    if (!(await send(flag, wanted, handedTo)) || !moved) return;
    const key = wanted.change === 'urgent' && !wanted.urgent ? 'notUrgent' : wanted.change;
    toast(t(`done.${key}`, { name: handedTo ?? '' }), {
      undo: {
        label: t('undo'),
        run: () => void send(moved, undoOf(flag, wanted, board.reader), flag.owner?.name),
      },
    });
  };

  const nextCursor = more === null ? board.ended.nextCursor : more.nextCursor;
  const loadOlder = async () => {
    if (nextCursor === null) return;
    setLoading('loading');
    try {
      const page = await fetchJson<EndedFlags>(
        `/api/flags/ended${boardQuery(filter, { cursor: nextCursor })}`,
      );
      setMore((before) => ({
        flags: [...(before?.flags ?? []), ...page.flags],
        nextCursor: page.nextCursor,
      }));
      setLoading('idle');
    } catch {
      // Said on the button itself, which tries again.
      setLoading('failed');
    }
  };
  const shown = new Set(board.ended.flags.map(({ id }) => id));
  const ended = [...board.ended.flags, ...(more?.flags ?? []).filter(({ id }) => !shown.has(id))];
  return {
    board: { ...board, ended: { flags: ended, nextCursor } },
    change,
    refused,
    movedId,
    loadOlder,
    loading,
  };
}
