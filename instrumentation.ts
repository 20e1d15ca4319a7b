/** Runs once when the web process starts, before the first request. */
export async function register(): Promise<void> {
  // oxlint-disable-next-line node/no-process-env -- a constant that the build puts in: this file is built for browsers' runtimes, too
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { startWeb } = await import('#lib/auth/start-web.ts');
  startWeb();
}

/** A page that could not be made: `digest` is the id that the error page shows. */
export async function onRequestError(
  error: unknown,
  request: { path: string; method: string },
): Promise<void> {
  const { log } = await import('#lib/log.ts');
  const digest =
    typeof error === 'object' && error !== null && 'digest' in error ? String(error.digest) : undefined;
  log.error({ id: digest, where: `${request.method} ${request.path.split('?')[0]}` }, 'request failed');
}
