/** Request header in which proxy.ts tells a page its own path, for coming back to it after signing in. */
export const pathHeader = 'x-storywire-path';

/** Request header in which proxy.ts tells a page the nonce of its scripts and styles. */
export const nonceHeader = 'x-nonce';
