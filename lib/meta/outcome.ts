/**
 * What became of one call to Meta. The phase is kept, because it decides
 * whether a request with effects may be repeated: what was never sent may be,
 * what was perhaps acted on may not.
 */
export type MetaOutcome =
  /** A complete answer holding JSON. Whether it is good news is in the JSON, never in the status alone. */
  | { kind: 'answer'; status: number; headers: Record<string, string>; json: unknown }
  /** No byte of the request left: name, connection, TLS, or held back by the caller. */
  | { kind: 'not_sent'; reason: string }
  /** The request went out, or may have, and no complete readable answer came back. */
  | { kind: 'uncertain'; reason: string };
