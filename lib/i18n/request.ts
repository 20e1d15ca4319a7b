import { cookies } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { languages } from './languages.ts';
import { messagesIn } from './messages-in.ts';
import { requestLanguage } from './request-language.ts';
import { knownZone, zoneCookie } from './zone.ts';

/**
 * Language, words, zone and moment of one request. The zone is the viewer's,
 * kept in a cookie by `components/time/zone-keeper.tsx`, so that the server
 * writes times as the browser will.
 */
export default getRequestConfig(async () => {
  const [jar, language] = await Promise.all([cookies(), requestLanguage()]);
  return {
    locale: languages[language].locale,
    messages: await messagesIn(language),
    now: new Date(),
    timeZone: knownZone(jar.get(zoneCookie)?.value),
  };
});
