/**
 * One vocabulary of errors, and one table that says which HTTP status each
 * becomes and whether its message may be read by the person who asked.
 */
const table = {
  unauthenticated: { status: 401, readable: true },
  forbidden: { status: 403, readable: true },
  not_found: { status: 404, readable: true },
  invalid: { status: 422, readable: true },
  conflict: { status: 409, readable: true },
  too_large: { status: 413, readable: true },
  too_many: { status: 429, readable: true },
  unavailable: { status: 503, readable: false },
  internal: { status: 500, readable: false },
} as const;

export type ErrorCode = keyof typeof table;

/**
 * An error with a code of ours.
 * `message` is a key of lib/i18n/messages under `errors.`, so that what a
 * person reads is in their language; `values` fill its blanks; `field` names
 * the input at fault.
 */
export class StorywireError extends Error {
  override name = 'StorywireError';
  readonly code: ErrorCode;
  readonly values: Record<string, string | number>;
  readonly field: string | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { values?: Record<string, string | number>; field?: string; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.values = options.values ?? {};
    this.field = options.field;
  }

  get status(): number {
    return table[this.code].status;
  }

  /** Whether the message may be shown; otherwise people get a general sentence and an id. */
  get readable(): boolean {
    return table[this.code].readable;
  }
}
