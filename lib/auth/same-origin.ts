/**
 * Whether a request that changes something came from one of our own pages.
 * Browsers state the page's origin on every such request; absent, `null` or
 * foreign is refused. So is a request said to be forwarded for another host
 * than ours; forwarding headers are believed in nothing else.
 * @param storywireUrl the public address; what the request says of itself does not count
 */
export function isSameOrigin(headers: Pick<Headers, 'get'>, storywireUrl: string): boolean {
  const own = new URL(storywireUrl);
  if (headers.get('origin') !== own.origin) return false;
  const forwardedHost = headers.get('x-forwarded-host')?.split(',')[0]?.trim();
  // Next copies Host into this header where no proxy set it, and a proxy may reach us by an inner name.
  return forwardedHost === undefined || forwardedHost === own.host || forwardedHost === headers.get('host');
}
