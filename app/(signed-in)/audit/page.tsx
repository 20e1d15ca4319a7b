import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTimeZone, getTranslations } from 'next-intl/server';
import { auditCursor, readAuditFilters } from '#lib/audit-log/audit-input.ts';
import { listAudit } from '#lib/audit-log/queries/list-audit.ts';
import { actionsSaying, auditWords } from '#lib/audit-log/sentence.ts';
import { foundOr404, pageActor } from '#lib/auth/page.ts';
import { pick } from '#lib/i18n/pick.ts';
import { regionsWhere } from '#lib/people/permissions.ts';
import { AuditScreen } from '#components/audit/audit-screen.tsx';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('audit');
  return { title: t('title') };
}

export default async function AuditPage({ searchParams }: Props) {
  const { db, actor } = await pageActor();
  const [params, t, timeZone, messages] = await Promise.all([
    searchParams,
    getTranslations('audit'),
    getTimeZone(),
    getMessages(),
  ]);
  const filters = readAuditFilters(params);
  const cursor = auditCursor.catch(undefined).parse(params['cursor']);
  const saying = actionsSaying(auditWords(t));
  const page = await foundOr404(
    actor,
    listAudit(db, { actor, filters, timeZone, cursor, actionsSaying: saying }),
  );
  return (
    <NextIntlClientProvider messages={pick(messages, ['ago'])}>
      <AuditScreen
        page={page}
        filters={filters}
        cursor={cursor}
        everywhere={regionsWhere(actor, 'audit.see') === 'all'}
      />
    </NextIntlClientProvider>
  );
}
