import { getTranslations } from 'next-intl/server';
import type { StorywireError } from '../errors.ts';

// The compiler knows every key of ours; an error carries its key as plain text.
type ErrorTranslator = {
  (key: string, values?: Record<string, string | number>): string;
  has: (key: string) => boolean;
};

/**
 * What a person reads about a refusal. Texts stand under `errors.`; a key that
 * is not there becomes the general sentence rather than a key on the screen.
 */
export async function errorWords(error: StorywireError): Promise<string> {
  const t = (await getTranslations('errors')) as unknown as ErrorTranslator;
  // Only a plain name: a dot would reach into other messages, and zod's own English sentences hold spaces.
  const known = /^[a-zA-Z]+$/.test(error.message) && t.has(error.message);
  return known ? t(error.message, error.values) : t('invalid');
}
