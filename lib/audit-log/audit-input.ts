import { z } from 'zod';
import { auditFamilies } from '../audit/actions.ts';
import { auditOutcomes } from '../words.ts';

/** Lines on one page of the log. */
export const auditPageSize = 50;

const day = z.iso.date();

/** What the log may be filtered by; the same on the page's address and on the export's. */
export const auditFilters = z.object({
  /** Words that a line must hold, each of them. */
  q: z.string().trim().min(1).max(100).optional(),
  /** Who did it, or to whom it was done. */
  person: z.string().trim().min(1).max(100).optional(),
  thing: z.uuid().optional(),
  family: z.enum(auditFamilies).optional(),
  outcome: z.enum(auditOutcomes).optional(),
  /** First and last day, both included, in the reader's zone. */
  from: day.optional(),
  to: day.optional(),
});
export type AuditFilters = z.output<typeof auditFilters>;
export type AuditFilterName = keyof AuditFilters;

/** The id of the last line of a page: the next begins after it. */
export const auditCursor = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional();

/**
 * The filters in an address that anybody may have typed: what cannot be
 * understood, or is left empty by the form, filters nothing.
 */
export function readAuditFilters(params: Record<string, unknown>): AuditFilters {
  const entries = Object.entries(auditFilters.shape).flatMap(([name, shape]) => {
    const read = shape.safeParse(params[name]);
    return read.success && read.data !== undefined ? [[name, read.data]] : [];
  });
  return Object.fromEntries(entries) as AuditFilters;
}

/** The filters as they stand in an address, in one order, so that equal ones look equal. */
export function writeAuditFilters(filters: AuditFilters, more: { cursor?: number } = {}): string {
  const params = new URLSearchParams();
  for (const name of Object.keys(auditFilters.shape) as AuditFilterName[]) {
    const value = filters[name];
    if (value !== undefined) params.set(name, value);
  }
  if (more.cursor !== undefined) params.set('cursor', String(more.cursor));
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}
