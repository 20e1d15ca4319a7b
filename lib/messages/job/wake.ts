export type Wake = {
  /** Ends the present or the next wait. */
  wake: () => void;
  /** Until woken, or the time is over. */
  wait: (timeoutMs: number) => Promise<void>;
};

/** A bell for a loop that looks by itself as well: ringing twice before it looks is ringing once. */
export function createWake(): Wake {
  let rung = false;
  let end: (() => void) | undefined;
  return {
    wake: () => {
      rung = true;
      end?.();
    },
    wait: async (timeoutMs) => {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, timeoutMs);
          end = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        end = undefined;
      }
      rung = false;
    },
  };
}
