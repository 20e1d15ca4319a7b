/** An answer that was not what was asked for. `status` is 0 when none came. */
export class FetchError extends Error {
  override name = 'FetchError';
  readonly status: number;

  constructor(status: number, options: { cause?: unknown } = {}) {
    super(`answered ${status}`, options);
    this.status = status;
  }
}

/**
 * Reads one of our own JSON routes, for SWR. When the session has ended it
 * goes to the sign-in page, which says so and comes back here.
 * @throws FetchError
 */
export async function fetchJson<T>(url: string): Promise<T> {
  let response: Response;
  try {
    response = await fetch(url, { headers: { accept: 'application/json' } });
  } catch (cause) {
    throw new FetchError(0, { cause });
  }
  if (response.status === 401) {
    const here = `${window.location.pathname}${window.location.search}`;
    window.location.assign(`/sign-in?ended=1&to=${encodeURIComponent(here)}`);
  }
  if (!response.ok) throw new FetchError(response.status);
  return (await response.json()) as T;
}
