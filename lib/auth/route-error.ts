import type { ErrorCode } from '../errors.ts';

/** What a route answers instead of a result. `message` is ready to show; `id` is what to tell whoever runs Storywire. */
export type RouteError = { error: { code: ErrorCode; message: string; field?: string; id?: string } };
