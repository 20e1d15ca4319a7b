/** Why Storywire does not start: one sentence with its remedy, printed without a stack trace. */
export class LaunchError extends Error {
  override name = 'LaunchError';
}
