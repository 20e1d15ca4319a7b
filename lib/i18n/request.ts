import { cookies } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import messages from './messages/en.json';
import { knownZone, zoneCookie } from './zone.ts';

/**
 * Language, words, zone and moment of one request. The zone is the viewer's,
 * kept in a cookie by `components/time/zone-keeper.tsx`, so that the server
 * writes times as the browser will.
 */
export default getRequestConfig(async () => {
  const jar = await cookies();
  return {
    // British forms of dates and names go with the words, which are plain English.
    locale: 'en-GB',
    messages,
    now: new Date(),
    timeZone: knownZone(jar.get(zoneCookie)?.value),
  };
});
