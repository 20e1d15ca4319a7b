import { cookies, headers } from 'next/headers';
import { cache } from 'react';
import { chooseLanguage } from './choose-language.ts';
import { languageCookie, type LanguageTag } from './languages.ts';

/** The language of this request. */
export const requestLanguage = cache(async (): Promise<LanguageTag> => {
  const [jar, sent] = await Promise.all([cookies(), headers()]);
  return chooseLanguage(jar.get(languageCookie)?.value, sent.get('accept-language'));
});
