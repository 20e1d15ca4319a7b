'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Board, BoardFlag } from '#lib/flags/board-flag.ts';
import type { BoardFilter } from '#lib/flags/board-filter.ts';
import type { ListedQuestion } from '#lib/rights/story-rights.ts';
import { PageHead } from '#components/shell/page-head.tsx';
import { Button } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { RadioPart } from '#components/ui/radio-part.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { DismissDialog, HandOverDialog } from './board-dialogs.tsx';
import { BoardFilters } from './board-filters.tsx';
import { type Column, columns, flagsIn } from './board-state.ts';
import { FlagCard } from './flag-card.tsx';
import { OpenQuestions } from './open-questions.tsx';
import { useBoard } from './use-board.ts';

type Props = { first: Board; filter: BoardFilter; questions: ListedQuestion[] };

/** All flags: what is open, who has what, what is being reposted, and what came of the rest. */
export function BoardScreen({ first, filter, questions }: Props) {
  const t = useTranslations('flags');
  const { board, change, refused, movedId, loadOlder, loading } = useBoard(first, filter);
  const [shown, setShown] = useState<Column>('open');
  const [asked, setAsked] = useState<{ ask: 'hand_over' | 'dismiss'; flag: BoardFlag } | null>(null);
  const narrowed = Object.values(filter).some((value) => value !== undefined);
  const nothing = columns.every((column) => flagsIn(board, column).length === 0);
  const close = () => setAsked(null);
  return (
    <div className="mx-auto max-w-360 px-4 pb-12 md:px-8">
      <PageHead title={t('title')} lead={t('lead')} />
      <OpenQuestions first={questions} />
      {nothing && !narrowed ? (
        <Empty title={t('empty')}>{t('emptyLead')}</Empty>
      ) : (
        <>
          <BoardFilters filter={filter} board={board} />
          {refused === null ? null : (
            <div className="pb-4">
              <Notice look="bad">{refused}</Notice>
            </div>
          )}
          <ColumnChoice board={board} shown={shown} onShow={setShown} />
          <div className="grid gap-x-4 gap-y-8 md:grid-cols-2 xl:grid-cols-4">
            {columns.map((column) => (
              <section
                key={column}
                aria-labelledby={`column-${column}`}
                className={column === shown ? 'min-w-0' : 'hidden min-w-0 md:block'}
              >
                <h2
                  id={`column-${column}`}
                  className="flex items-baseline gap-2 border-b hairline pb-2 text-base"
                >
                  {t(`column.${column}`)}
                  {column === 'done' ? null : (
                    <span className="figures text-sm text-muted">{board.counts[column]}</span>
                  )}
                </h2>
                <ul className="flex flex-col gap-3 pt-3">
                  {flagsIn(board, column).map((flag) => (
                    <FlagCard
                      key={flag.id}
                      flag={flag}
                      moved={flag.id === movedId}
                      onChange={change}
                      onAsk={(ask, about) => setAsked({ ask, flag: about })}
                    />
                  ))}
                </ul>
                <More
                  board={board}
                  column={column}
                  narrowed={narrowed}
                  loading={loading}
                  onOlder={() => void loadOlder()}
                />
              </section>
            ))}
          </div>
        </>
      )}
      {asked?.ask === 'hand_over' ? (
        <HandOverDialog
          flag={asked.flag}
          onClose={close}
          onChosen={({ id, name }) => {
            close();
            void change(asked.flag, { change: 'hand_over', toUserId: id }, name);
          }}
        />
      ) : null}
      {asked?.ask === 'dismiss' ? (
        <DismissDialog
          flag={asked.flag}
          onClose={close}
          onReason={(reason) => {
            close();
            void change(asked.flag, { change: 'dismiss', reason });
          }}
        />
      ) : null}
    </div>
  );
}

/** On a phone one column is seen at a time. */
function ColumnChoice({
  board,
  shown,
  onShow,
}: {
  board: Board;
  shown: Column;
  onShow: (column: Column) => void;
}) {
  const t = useTranslations('flags');
  return (
    <fieldset className="pb-4 md:hidden">
      <legend className="sr-only">{t('columns')}</legend>
      <div className="grid grid-cols-4 rounded-md bg-sunken p-1 text-sm">
        {columns.map((column) => (
          <RadioPart
            key={column}
            name="column"
            value={column}
            checked={column === shown}
            onChange={() => onShow(column)}
            className="min-h-11 min-w-0 flex-col justify-center px-0.5"
          >
            <span className="max-w-full text-center text-xs leading-tight wrap-anywhere hyphens-auto">
              {t(`column.${column}`)}
            </span>
            {column === 'done' ? null : <span className="figures text-xs">{board.counts[column]}</span>}
          </RadioPart>
        ))}
      </div>
    </fieldset>
  );
}

/** What a column says below its cards: that there are none, how many more, or where older ones are. */
function More({
  board,
  column,
  narrowed,
  loading,
  onOlder,
}: {
  board: Board;
  column: Column;
  narrowed: boolean;
  loading: 'idle' | 'loading' | 'failed';
  onOlder: () => void;
}) {
  const t = useTranslations('flags');
  const flags = flagsIn(board, column);
  if (column === 'done' && board.ended.nextCursor !== null)
    return (
      <div className="flex flex-col gap-3 pt-3">
        {loading === 'failed' ? <Notice look="bad">{t('notReached')}</Notice> : null}
        <Button
          className="self-center"
          aria-disabled={loading === 'loading'}
          onClick={() => void (loading === 'loading' || onOlder())}
        >
          {loading === 'loading' ? <Spinner /> : null}
          {t('older')}
        </Button>
      </div>
    );
  if (flags.length === 0)
    return <p className="pt-1 text-sm text-muted">{narrowed ? t('noneNarrowed') : t(`none.${column}`)}</p>;
  const hidden = column === 'done' ? 0 : board.counts[column] - flags.length;
  return hidden > 0 ? <p className="pt-3 text-sm text-muted">{t('hidden', { count: hidden })}</p> : null;
}
