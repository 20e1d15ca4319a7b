import { useCallback, useReducer } from 'react';
import type { Design } from '#lib/reposts/design/design.ts';
import { findLayer } from '#lib/reposts/design/edit-design.ts';
import { commit, type History, newHistory, redo, undo } from '#lib/reposts/design/history.ts';

type State = { history: History<Design>; selectedId: string | null };
type Step =
  | { kind: 'edit'; change: (design: Design) => Design; run: string | null; atMs: number }
  | { kind: 'put'; design: Design; selectedId: string | null; atMs: number }
  | { kind: 'undo' | 'redo' }
  | { kind: 'select'; id: string | null }
  | { kind: 'replace'; design: Design };

export type Editor = {
  design: Design;
  selectedId: string | null;
  canUndo: boolean;
  canRedo: boolean;
  /** @param run names what the change is a part of, so that typing or dragging is undone as one */
  edit: (change: (design: Design) => Design, run?: string) => void;
  /** Makes a design the present and selects a layer of it. */
  put: (design: Design, selectedId: string | null) => void;
  select: (id: string | null) => void;
  undo: () => void;
  redo: () => void;
  /** Begins anew with another design; nothing before it can be undone. */
  replace: (design: Design) => void;
};

/** The design on the table, what was done to it, and which layer is meant. */
export function useEditor(first: Design): Editor {
  const [{ history, selectedId }, step] = useReducer(next, first, (design) => ({
    history: newHistory(design),
    selectedId: null,
  }));
  return {
    design: history.present,
    selectedId,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    edit: useCallback(
      (change, run) => step({ kind: 'edit', change, run: run ?? null, atMs: Date.now() }),
      [],
    ),
    put: useCallback((design, id) => step({ kind: 'put', design, selectedId: id, atMs: Date.now() }), []),
    select: useCallback((id) => step({ kind: 'select', id }), []),
    undo: useCallback(() => step({ kind: 'undo' }), []),
    redo: useCallback(() => step({ kind: 'redo' }), []),
    replace: useCallback((design) => step({ kind: 'replace', design }), []),
  };
}

function next(state: State, step: Step): State {
  const { history } = state;
  switch (step.kind) {
    case 'edit':
      return settled(state, commit(history, step.change(history.present), step));
    case 'put': {
      const put = commit(history, step.design, { run: null, atMs: step.atMs });
      return settled({ ...state, selectedId: step.selectedId }, put);
    }
    case 'undo':
      return settled(state, undo(history));
    case 'redo':
      return settled(state, redo(history));
    case 'select':
      return { ...state, selectedId: step.id };
    case 'replace':
      return { history: newHistory(step.design), selectedId: null };
  }
}

/** A layer that is gone is not selected any more. */
const settled = ({ selectedId }: State, history: History<Design>): State => ({
  history,
  selectedId: findLayer(history.present, selectedId) ? selectedId : null,
});
