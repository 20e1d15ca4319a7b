'use client';

import { useTranslations } from 'next-intl';
import { testSetUpAction } from '#app/(signed-in)/connections/actions.ts';
import type { SetUpPage } from '#lib/set-up/set-up-page.ts';
import { PageHead } from '#components/shell/page-head.tsx';
import { Moment } from '#components/time/moment.tsx';
import { BackLink } from '#components/ui/back-link.tsx';
import { PageForm } from '#components/ui/page-form.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { SetUpRow } from './set-up-row.tsx';
import { useSetUp } from './use-set-up.ts';

/** The set-up point by point: how each stands and what to do; a button tests them all. */
export function SetUpScreen({ first }: { first: SetUpPage }) {
  const t = useTranslations('setUp');
  const { page, refetch } = useSetUp(first);
  const { items, testedAt, testing } = page;
  const open = items.filter(({ state }) => state === 'bad' || state === 'attention').length;
  return (
    <div className="mx-auto max-w-200 px-4 pb-12 md:px-8">
      <BackLink href="/connections">{t('back')}</BackLink>
      <PageHead
        title={t('title')}
        lead={open === 0 ? t('lead') : t('open', { count: open })}
        action={
          <PageForm
            action={testSetUpAction}
            submit={testedAt === null ? t('testFirst') : t('test')}
            look="plain"
            fields={[]}
            onDone={refetch}
          >
            {() => null}
          </PageForm>
        }
      />
      <p role="status" className="mb-3 flex min-h-6 items-center gap-2 text-sm text-muted">
        {testing ? (
          <>
            <Spinner />
            {t('testing')}
          </>
        ) : testedAt === null ? (
          t('never')
        ) : (
          <span>{t.rich('tested', { at: () => <Moment at={testedAt} /> })}</span>
        )}
      </p>
      <ul className="border-b hairline">
        {items.map((item) => (
          <SetUpRow key={item.key} item={item} />
        ))}
      </ul>
    </div>
  );
}
