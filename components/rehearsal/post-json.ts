import { FetchError } from '#components/live/fetch-json.ts';

/**
 * Asks one of our own routes what does not fit into an address, for SWR. When
 * the session has ended it goes to the sign-in page, which comes back here.
 * @throws FetchError
 */
export async function postJson<T>([url, body]: readonly [url: string, body: string]): Promise<T> {
  let response: Response;
  try {
    response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  } catch (cause) {
    throw new FetchError(0, { cause });
  }
  if (response.status === 401)
    window.location.assign(`/sign-in?ended=1&to=${encodeURIComponent(window.location.pathname)}`);
  if (!response.ok) throw new FetchError(response.status);
  return (await response.json()) as T;
}
