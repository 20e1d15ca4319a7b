'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { NumberPage } from '#lib/numbers/number-row.ts';
import { AuditLink } from '#components/audit/audit-link.tsx';
import { RegionMark } from '#components/region/region-mark.tsx';
import { useNames } from '#components/regions/use-names.ts';
import { PageHead } from '#components/shell/page-head.tsx';
import { Button } from '#components/ui/button.tsx';
import { MetaLine } from '#components/ui/meta-line.tsx';
import { toast } from '#components/ui/toast.ts';
import { Part } from '#components/ui/part.tsx';
import { BackToNumbers } from './back-to-numbers.tsx';
import { FollowedRegions } from './followed-regions.tsx';
import { HomeRegion } from './home-region.tsx';
import { NumberQuestion, type Question } from './number-question.tsx';
import { NumberSettings } from './number-settings.tsx';
import { NumberStanding } from './number-standing.tsx';
import { OptIns } from './opt-ins.tsx';
import { RevealNumber } from './reveal-number.tsx';
import { useNumber } from './use-numbers.ts';

/** Everything about one number. */
export function NumberScreen({ first }: { first: NumberPage }) {
  const t = useTranslations('numbers');
  const router = useRouter();
  const [gone, setGone] = useState(false);
  const { page, refetch } = useNumber(first, gone);
  const [question, setQuestion] = useState<Question | null>(null);
  const done = (message: string) => {
    toast(message);
    refetch();
  };
  return (
    <div className="mx-auto max-w-220 px-4 pb-12 md:px-8">
      <BackToNumbers />
      <PageHead title={page.label} lead={<Lead page={page} />} />
      <Part title={t('standing')}>
        <NumberStanding page={page} onAsk={setQuestion} />
      </Part>
      <Part title={t('number')} lead={page.mayReveal ? t('revealLead') : t('shortenedLead')}>
        <RevealNumber page={page} />
      </Part>
      <Part title={t('hears')} lead={t('hearsLead')}>
        <NumberSettings page={page} onDone={done} />
      </Part>
      <Part title={t('followed')} lead={t('followedLead')}>
        <FollowedRegions page={page} onDone={done} />
      </Part>
      <Part title={t('optIns')} lead={t('optInsLead')}>
        <OptIns rows={page.optIns} />
      </Part>
      {page.mayManage ? (
        <>
          <Part title={t('home')} lead={t('homeLead')}>
            <HomeRegion page={page} onDone={done} />
          </Part>
          <Part title={t('remove')} lead={t('removeLead')}>
            <Button onClick={() => setQuestion('remove')}>{t('removeNumber')}</Button>
          </Part>
        </>
      ) : null}
      {page.maySeeAudit ? (
        <div className="border-t hairline pt-4">
          <AuditLink thingId={page.id} />
        </div>
      ) : null}
      {question === null ? null : (
        <NumberQuestion
          kind={question}
          row={page}
          region={page.region}
          onClose={() => setQuestion(null)}
          onDone={(message) => {
            if (question !== 'remove') return done(message);
            setGone(true);
            router.replace('/numbers');
          }}
        />
      )}
    </div>
  );
}

function Lead({ page }: { page: NumberPage }) {
  const t = useTranslations('numbers');
  const names = useNames();
  const { region, kind, country, person } = page;
  return (
    <MetaLine
      facts={[
        {
          key: 'region',
          fact: (
            <>
              <RegionMark {...region} className="me-2 size-6 shrink-0" />
              <span className="min-w-0 wrap-anywhere">{region.name}</span>
            </>
          ),
        },
        { key: 'kind', fact: t(`kind.${kind}`) },
        ...(country === null
          ? []
          : [{ key: 'country', fact: t('numberOf', { country: names.country(country) }) }]),
        ...(person === null ? [] : [{ key: 'person', fact: t('carriedBy', { person }) }]),
      ]}
    />
  );
}
