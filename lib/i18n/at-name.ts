import { isolateText } from './isolate-text.ts';

/** An account's name as plain text, as in a choice, a list or a label: its @ stays in front from right to left too. */
export const atName = (username: string): string => isolateText(`@${username}`);
