import { X } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type AuditFilterName, type AuditFilters, writeAuditFilters } from '#lib/audit-log/audit-input.ts';
import type { AuditLine } from '#lib/audit-log/audit-line.ts';

/** The filters in use, each to be taken away by itself. */
export function AuditChips({ filters, lines }: { filters: AuditFilters; lines: readonly AuditLine[] }) {
  const t = useTranslations('audit');
  const nameOf = (id: string) =>
    lines.flatMap(({ who, thing }) => [who, thing]).find((each) => each?.id === id)?.name ??
    (id.length > 30 ? t('someId', { id: id.slice(-6) }) : id);
  const words: Record<AuditFilterName, (value: string) => string> = {
    q: (value) => t('chips.q', { value }),
    person: (id) => t('chips.person', { value: nameOf(id) }),
    thing: (id) => t('chips.thing', { value: nameOf(id) }),
    family: () => (filters.family === undefined ? '' : t(`families.${filters.family}`)),
    outcome: () => (filters.outcome === undefined ? '' : t(`outcome.${filters.outcome}`)),
    from: (value) => t('chips.from', { value }),
    to: (value) => t('chips.to', { value }),
  };
  return (
    <ul aria-label={t('chips.label')} className="mt-4 flex flex-wrap items-center gap-2">
      {(Object.entries(filters) as [AuditFilterName, string][]).map(([name, value]) => {
        const what = words[name](value);
        return (
          <li key={name} className="min-w-0">
            <Link
              href={`/audit${writeAuditFilters({ ...filters, [name]: undefined })}`}
              aria-label={t('chips.remove', { what })}
              className="inline-flex min-h-9 max-w-full items-center gap-1.5 rounded-full bg-accent-soft px-3 text-ink hover:bg-sunken pointer-coarse:min-h-11"
            >
              <span className="truncate">{what}</span>
              <X aria-hidden="true" className="size-4 shrink-0" />
            </Link>
          </li>
        );
      })}
      <li>
        <Link
          href="/audit"
          className="inline-flex min-h-9 items-center rounded-full px-3 text-muted hover:text-ink pointer-coarse:min-h-11"
        >
          {t('chips.clear')}
        </Link>
      </li>
    </ul>
  );
}
