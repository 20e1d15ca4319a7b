import { isolateText } from './isolate-text.ts';

/** An account's name where no element can enclose it, as in a choice or a list: its @ stays in front from right to left too. */
export const atName = (username: string): string => isolateText(`@${username}`);
