import type { AuditField } from './audit-line.ts';

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Every id in a line's details. */
export const idsIn = (detail: Record<string, unknown>): string[] => JSON.stringify(detail).match(uuid) ?? [];

/**
 * A line's details field by field. What holds `from` and `to` is a change;
 * whatever else there is becomes text, so that a detail which this code does
 * not know is shown all the same.
 * @param nameOf the name of an id; undefined when it has none (any more), and the id stays
 */
export function readDetail(
  detail: Record<string, unknown>,
  nameOf: (id: string) => string | undefined,
): AuditField[] {
  const text = (value: unknown) => asText(value, nameOf);
  const { from, to, ...rest } = detail;
  const fields = Object.entries(rest).map(([name, value]): AuditField => {
    if (isChange(value)) {
      return { name, kind: 'change', from: text(value.from), to: text(value.to) };
    }
    return { name, kind: 'value', value: text(value) ?? '' };
  });
  // An account or a number that moved says so without naming the field.
  if (from !== undefined || to !== undefined)
    fields.unshift({ name: 'state', kind: 'change', from: text(from), to: text(to) });
  return fields;
}

function isChange(value: unknown): value is { from?: unknown; to?: unknown } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => key === 'from' || key === 'to');
}

function asText(value: unknown, nameOf: (id: string) => string | undefined): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'string') return value.replaceAll(uuid, (id) => nameOf(id) ?? id);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map((each) => asText(each, nameOf) ?? '–').join(', ') || null;
  return Object.entries(value as Record<string, unknown>)
    .map(([name, each]) => `${name}: ${asText(each, nameOf) ?? '–'}`)
    .join(', ');
}
