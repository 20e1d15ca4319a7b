import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { RouteError } from '#lib/auth/route-error.ts';
import type { Design } from '#lib/reposts/design/design.ts';
import type { SavedDesign } from '#lib/reposts/edit-page.ts';
import { fetchJson } from '#components/live/fetch-json.ts';

/**
 * Whether the design on the table is the one on the server. `refused` carries
 * the server's own sentence; `lost`: the server could not be reached, and it is
 * tried again.
 */
export type SaveState =
  | { kind: 'saved' | 'waiting' | 'saving' | 'lost' | 'signedOut' | 'conflict' }
  | { kind: 'refused'; message: string };

export type Autosave = ReturnType<typeof useAutosave>;

/** So long nothing changes before it is saved. */
const restMs = 700;
const againMs = 5_000;

/**
 * Saves a design by itself, one save at a time, each naming the revision that
 * it follows. When another window has saved in between, it stops until
 * somebody has chosen.
 */
export function useAutosave(repostId: string, design: Design, first: { revision: number; saved: boolean }) {
  const [state, setState] = useState<SaveState>({ kind: 'saved' });
  const revision = useRef(first.revision);
  const saved = useRef<Design | null>(design);
  /** Opening the editor saves nothing; a version needs a saved design, so then it is saved even when it is as it began. */
  const exists = useRef(first.saved);
  const latest = useRef(design);
  const under = useRef<Promise<boolean> | null>(null);
  const stopped = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useLayoutEffect(() => {
    latest.current = design;
  }, [design]);
  const url = `/api/reposts/${repostId}/design`;

  /** @returns whether it was saved */
  const saveOnce = useCallback(
    async (keepalive: boolean): Promise<boolean> => {
      const sent = latest.current;
      setState({ kind: 'saving' });
      const answer = await fetch(url, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ revision: revision.current, design: sent }),
        keepalive,
      }).catch(() => null);
      const body = (await answer?.json().catch(() => null)) as
        | ({ revision: number } & Partial<RouteError>)
        | null;
      if (answer?.ok && body) {
        revision.current = body.revision;
        saved.current = sent;
        exists.current = true;
        setState({ kind: 'saved' });
        return true;
      }
      stopped.current = answer?.status === 409;
      setState(refusal(answer?.status ?? 0, body?.error?.message));
      return false;
    },
    [url],
  );

  /** Saves until nothing is left to save, or until it is refused. @returns the revision; undefined: it is not saved */
  const settle = useCallback(
    async (keepalive = false): Promise<number | undefined> => {
      clearTimeout(timer.current);
      while (under.current) await under.current;
      const isSaved = () => exists.current && saved.current === latest.current;
      while (!isSaved() && !stopped.current) {
        under.current = saveOnce(keepalive).finally(() => {
          under.current = null;
        });
        if (!(await under.current)) break;
      }
      return isSaved() ? revision.current : undefined;
    },
    [saveOnce],
  );

  useEffect(() => {
    if (stopped.current) return undefined;
    if (design === saved.current) {
      // It was undone before it was saved.
      setState((now) => (now.kind === 'waiting' ? { kind: 'saved' } : now));
      return undefined;
    }
    setState((now) => (now.kind === 'saving' ? now : { kind: 'waiting' }));
    timer.current = setTimeout(() => void settle(), restMs);
    return () => clearTimeout(timer.current);
  }, [design, settle]);

  useEffect(() => {
    if (state.kind !== 'lost') return undefined;
    const again = setTimeout(() => void settle(), againMs);
    return () => clearTimeout(again);
  }, [state, settle]);

  useEffect(() => {
    // The last moment in which a page that is being left may still send something.
    const leave = () => {
      if (document.visibilityState === 'hidden' && saved.current !== latest.current) void settle(true);
    };
    document.addEventListener('visibilitychange', leave);
    return () => document.removeEventListener('visibilitychange', leave);
  }, [settle]);

  /** What is saved now, by whomever; undefined when it cannot be read. */
  const readSaved = useCallback(async (): Promise<SavedDesign | undefined> => {
    try {
      return await fetchJson<SavedDesign>(url);
    } catch {
      return undefined;
    }
  }, [url]);

  /** Goes on from a revision: with what is on the table, or with what was saved there. */
  const goOn = useCallback(
    (from: { revision: number; design: Design | null }) => {
      revision.current = from.revision;
      saved.current = from.design;
      stopped.current = false;
      if (from.design === null) void settle();
      else {
        latest.current = from.design;
        setState({ kind: 'saved' });
      }
    },
    [settle],
  );
  return { state, settle, readSaved, goOn };
}

function refusal(status: number, message: string | undefined): SaveState {
  if (status === 409) return { kind: 'conflict' };
  if (status === 401) return { kind: 'signedOut' };
  return status === 0 || message === undefined ? { kind: 'lost' } : { kind: 'refused', message };
}
