import { ArrowLeft, ArrowRight, Download } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type AuditFilters, writeAuditFilters } from '#lib/audit-log/audit-input.ts';
import type { AuditPage } from '#lib/audit-log/audit-line.ts';
import { PageHead } from '#components/shell/page-head.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { AuditChips } from './audit-chips.tsx';
import { AuditFilterForm } from './audit-filter-form.tsx';
import { AuditRow } from './audit-row.tsx';

type Props = { page: AuditPage; filters: AuditFilters; cursor: number | undefined; everywhere: boolean };

/** The audit log: what to look for, what is looked for, and the lines, newest first. */
export function AuditScreen({ page, filters, cursor, everywhere }: Props) {
  const t = useTranslations('audit');
  const filtered = Object.keys(filters).length > 0;
  return (
    <div className="mx-auto max-w-240 px-4 pb-12 md:px-8">
      <PageHead
        title={t('title')}
        lead={everywhere ? t('lead') : t('leadRegions')}
        action={
          <a href={`/api/audit${writeAuditFilters(filters)}`} download className={buttonClass()}>
            <Download aria-hidden="true" className="size-4" />
            {t('export')}
          </a>
        }
      />
      <AuditFilterForm filters={filters} />
      {filtered ? <AuditChips filters={filters} lines={page.lines} /> : null}
      {page.lines.length === 0 ? (
        <Empty title={filtered ? t('empty') : t('emptyLog')}>
          {filtered ? t('emptyLead') : t('emptyLogLead')}
        </Empty>
      ) : (
        <ol aria-label={t('results')} className="mt-4 border-b hairline">
          {page.lines.map((line) => (
            <AuditRow key={line.id} line={line} />
          ))}
        </ol>
      )}
      <nav className="mt-6 flex flex-wrap justify-between gap-3">
        {cursor === undefined ? (
          <span />
        ) : (
          <Link href={`/audit${writeAuditFilters(filters)}`} className={buttonClass('quiet')}>
            <ArrowLeft aria-hidden="true" className="size-4 rtl:-scale-x-100" />
            {t('newest')}
          </Link>
        )}
        {page.nextCursor === null ? null : (
          <Link
            href={`/audit${writeAuditFilters(filters, { cursor: page.nextCursor })}`}
            className={buttonClass()}
          >
            {t('older')}
            <ArrowRight aria-hidden="true" className="size-4 rtl:-scale-x-100" />
          </Link>
        )}
      </nav>
    </div>
  );
}
