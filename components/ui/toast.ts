'use client';

/** A short report of what came of something. */
export type ToastMessage = {
  words: string;
  /** Takes back what was done, and the word for it. */
  undo?: { label: string; run: () => void };
  /** It says what did not work. */
  failed?: true;
};

const waiting: ToastMessage[] = [];
const listeners = new Set<() => void>();

/** Shows one sentence for six seconds, and longer while it is pointed at; eight where it can be undone. */
export function toast(words: string, more: Omit<ToastMessage, 'words'> = {}): void {
  waiting.push({ words, ...more });
  for (const listener of listeners) listener();
}

/** Those that nobody has shown yet; they count as shown then. */
export const takeToasts = (): ToastMessage[] => waiting.splice(0);

/**
 * Tells of each that comes; what waits already is to be taken first.
 * @returns ends it
 */
export function onToast(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
