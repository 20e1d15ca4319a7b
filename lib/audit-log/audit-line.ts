import type { ActorKind, AuditOutcome } from '../words.ts';

/** One field of a line's details, ids already turned into names. */
export type AuditField =
  | { name: string; kind: 'change'; from: string | null; to: string | null }
  | { name: string; kind: 'value'; value: string };

/** A line of the log as it is read. */
export type AuditLine = {
  id: number;
  /** ISO 8601, UTC. */
  at: string;
  /** `name` is null for what is gone, and for the system, whose `id` says which part of it acted. */
  who: { kind: ActorKind; id: string; name: string | null };
  action: string;
  thing: { id: string; name: string | null } | null;
  outcome: AuditOutcome;
  /** Shortened network. NULL: from the system, or unknown. */
  fromWhere: string | null;
  fields: AuditField[];
};

export type AuditPage = { lines: AuditLine[]; nextCursor: number | null };
