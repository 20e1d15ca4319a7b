import { ChevronDown } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import type { TemplateLine, TemplateStates } from '#lib/messages/queries/list-template-states.ts';
import { PageHead } from '#components/shell/page-head.tsx';
import { Moment } from '#components/time/moment.tsx';
import { BackLink } from '#components/ui/back-link.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Part } from '#components/ui/part.tsx';
import { AskMetaForm } from './ask-meta-form.tsx';
import { TemplateRow } from './template-row.tsx';

/** How each message template stands with Meta, by kind; what needs somebody stands open. */
export function TemplatesScreen({ states }: { states: TemplateStates | undefined }) {
  const t = useTranslations('templates');
  const lines = states?.kinds.flatMap(({ lines: each }) => each) ?? [];
  const sendable = lines.filter(({ need }) => isSent(need)).length;
  return (
    <div className="mx-auto max-w-200 px-4 pb-12 md:px-8">
      <BackLink href="/more">{t('back')}</BackLink>
      <PageHead
        title={t('title')}
        lead={t('lead')}
        action={states === undefined ? undefined : <AskMetaForm>{t('ask')}</AskMetaForm>}
      />
      {states === undefined ? (
        <Empty title={t('notSetUp')}>{t('notSetUpLead')}</Empty>
      ) : (
        <>
          <div className="flex flex-col gap-3 pb-6">
            <Notice look={sendable === lines.length ? 'plain' : 'bad'}>
              {t('sum', { sendable, all: lines.length })}{' '}
              {states.heardAt === null
                ? t('neverHeard')
                : t.rich('heard', { at: () => <Moment at={states.heardAt?.toISOString() ?? ''} /> })}
            </Notice>
            {states.former === 0 ? null : (
              <p className="text-pretty text-muted">{t('former', { count: states.former })}</p>
            )}
          </div>
          {states.kinds.map(({ kind, lines: each }) => (
            <Part key={kind} title={t(`kind.${kind}`)} lead={t(`kindLead.${kind}`)}>
              <KindLines lines={each} />
            </Part>
          ))}
        </>
      )}
    </div>
  );
}

const isSent = (need: TemplateLine['need']): boolean =>
  need === 'nothing' || need === 'poor' || need === 'moving';

/** Those that need something first and open; the others folded into one line. */
function KindLines({ lines }: { lines: readonly TemplateLine[] }) {
  const t = useTranslations('templates');
  const locale = useLocale();
  const fine = lines.filter(({ need }) => need === 'nothing');
  const others = lines.filter(({ need }) => need !== 'nothing');
  return (
    <>
      {others.length === 0 ? null : (
        <ul>
          {others.map((line) => (
            <TemplateRow key={line.language} line={line} locale={locale} />
          ))}
        </ul>
      )}
      {fine.length === 0 ? null : (
        <details className="group/fine">
          <summary className="-mx-2 flex min-h-11 list-none items-center gap-3 rounded-md px-2 -outline-offset-2 hover:bg-sunken">
            <span className="min-w-0 flex-1">{t('fine', { count: fine.length })}</span>
            <ChevronDown
              aria-hidden="true"
              className="size-5 shrink-0 text-muted transition-[rotate] duration-160 group-open/fine:rotate-180"
            />
          </summary>
          <ul className="pt-2">
            {fine.map((line) => (
              <TemplateRow key={line.language} line={line} locale={locale} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
