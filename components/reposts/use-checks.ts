import { useEffect } from 'react';
import { checkAgain } from './repost-api.ts';

/** Has what only Meta knows checked when a repost is opened that still goes somewhere, so that nobody decides on old facts. */
export function useChecks(repostId: string, goesOn: boolean): void {
  useEffect(() => {
    if (!goesOn) return;
    checkAgain(repostId).catch(() => {
      // What is known stays on the page, which says how old it may be; the button asks again, and says why not.
    });
  }, [repostId, goesOn]);
}
