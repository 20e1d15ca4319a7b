import type { RouteChange } from '#lib/alerts/route-change.ts';

const key = 'storywire.route-draft';

/** Where the rehearsal of what was handed over is. */
export const draftRehearsalPath = '/routes/rehearsal?draft=1';

/** Lays a painted matrix ready for the rehearsal, which opens beside it. */
export function handOverDraft(changes: readonly RouteChange[]): void {
  try {
    window.localStorage.setItem(key, JSON.stringify(changes));
  } catch {
    // The browser keeps nothing for us: the rehearsal then shows the saved matrix, and says so.
  }
}

/** What was last handed over; empty when it was nothing, or nothing that can be read. */
export function readHandedDraft(): RouteChange[] {
  try {
    // We wrote it, and the server checks it whole.
    const read: unknown = JSON.parse(window.localStorage.getItem(key) ?? '[]');
    return Array.isArray(read) ? (read as RouteChange[]) : [];
  } catch {
    return [];
  }
}
