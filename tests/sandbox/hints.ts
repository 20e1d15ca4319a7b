type Hint = { topic: 'phones' | 'stories' | 'templates' | 'faults' | 'state'; digits?: string; id?: string };

export type Hints = {
  tell: (hint: Hint) => void;
  listen: (listener: (hint: Hint) => void) => () => void;
};

/** Tells open pages that something changed; they then read it again. */
export function createHints(): Hints {
  const listeners = new Set<(hint: Hint) => void>();
  return {
    tell: (hint) => {
      for (const listener of listeners) listener(hint);
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
