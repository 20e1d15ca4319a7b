/**
 * Whether an address leads to this very machine, where there is no wire for
 * anybody to listen on, and http will do.
 */
export function isLoopback(address: string): boolean {
  const { hostname } = new URL(address);
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
