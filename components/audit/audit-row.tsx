import { ChevronDown } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { writeAuditFilters } from '#lib/audit-log/audit-input.ts';
import type { AuditField, AuditLine } from '#lib/audit-log/audit-line.ts';
import { auditWords, fieldWords, sentence, whoWords } from '#lib/audit-log/sentence.ts';
import { ExactMoment, Moment } from '#components/time/moment.tsx';

/** A line of the log: its sentence, when and from where; unfolded, what changed field by field. */
export function AuditRow({ line }: { line: AuditLine }) {
  const t = useTranslations('audit');
  const words = auditWords(t);
  const { who, thing } = line;
  return (
    <li className="border-t hairline">
      <details className="group">
        <summary className="flex min-h-14 list-none items-center gap-3 py-2 hover:bg-sunken">
          <div className="min-w-0 flex-1">
            <p className="text-base text-pretty md:text-sm">
              {sentence(line, words)}
              {line.outcome === 'refused' ? (
                <span className="ms-2 inline-block rounded-full bg-bad-soft px-2 text-xs font-strong text-bad">
                  {t('outcome.refused')}
                </span>
              ) : null}
            </p>
            <p className="text-xs text-muted">
              <Moment at={line.at} />
              {line.fromWhere === null ? null : ` · ${t('fromWhere', { network: line.fromWhere })}`}
            </p>
          </div>
          <span className="sr-only">{t('details')}</span>
          <ChevronDown
            aria-hidden="true"
            className="size-4 shrink-0 text-muted transition-transform duration-120 group-open:rotate-180"
          />
        </summary>
        <div className="pb-4 ps-4">
          <dl className="grid grid-cols-[minmax(6rem,auto)_1fr] gap-x-4 gap-y-1">
            <dt className="text-muted">{t('when')}</dt>
            <dd>
              <ExactMoment at={line.at} />
            </dd>
            {line.fields.map((field) => (
              <Field key={field.name} field={field} />
            ))}
          </dl>
          {line.fields.length === 0 ? <p className="mt-1 text-muted">{t('noDetails')}</p> : null}
          <p className="mt-2 flex flex-wrap gap-x-4">
            <MoreLink href={writeAuditFilters({ person: who.id })}>
              {t('byPerson', { name: whoWords(who, words) })}
            </MoreLink>
            {thing === null ? null : (
              <MoreLink href={writeAuditFilters({ thing: thing.id })}>
                {t('aboutThing', { name: thing.name ?? t('someId', { id: thing.id.slice(-6) }) })}
              </MoreLink>
            )}
          </p>
        </div>
      </details>
    </li>
  );
}

function MoreLink({ href, children }: { href: string; children: string }) {
  return (
    <Link
      href={`/audit${href}`}
      prefetch={false}
      className="inline-flex min-h-9 items-center text-accent underline underline-offset-2 pointer-coarse:min-h-11"
    >
      {children}
    </Link>
  );
}

function Field({ field }: { field: AuditField }) {
  const t = useTranslations('audit');
  return (
    <>
      <dt className="text-muted">{fieldWords(field.name, auditWords(t))}</dt>
      <dd className="min-w-0 break-words">
        {field.kind === 'value'
          ? field.value || t('none')
          : t('change', { from: field.from ?? t('none'), to: field.to ?? t('none') })}
      </dd>
    </>
  );
}
