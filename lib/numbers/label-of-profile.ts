import { plainProfileName } from './plain-profile-name.ts';

/**
 * What to call a number that joined by itself: the name in its WhatsApp
 * profile where it has one that may be shown.
 * @param name null: none came
 * @param shortened of the number, to fall back on
 */
export const labelOfProfile = (name: string | null, shortened: string): string =>
  plainProfileName(name) ?? shortened;
