import { keptChoice } from '#components/ui/kept-choice.ts';

/** The cookie that says that single keys do nothing; no secret, set by the browser. */
export const keysCookie = 'view_keys';
export const keysOff = 'off';

/** Somebody who speaks to the machine, or whose hands shake, presses single keys without meaning to. */
export const keysAreOff = (): boolean => keptChoice(keysCookie) === keysOff;
