'use client';

import { Plus } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { startTransition, useActionState } from 'react';
import { dismissUnknownAction } from '#app/(signed-in)/numbers/actions.ts';
import { type ActionState, idle } from '#lib/auth/action-state.ts';
import type { UnknownSender } from '#lib/numbers/unknown-sender-row.ts';
import { Moment } from '#components/time/moment.tsx';
import { Button, buttonClass } from '#components/ui/button.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Fold } from './fold.tsx';

/** Who wrote to the brand's number and is none of its work numbers: to be added, or dismissed. */
export function UnknownSenders({ senders }: { senders: readonly UnknownSender[] }) {
  const t = useTranslations('numbers.unknown');
  const router = useRouter();
  const [state, dismiss] = useActionState(async (prev: ActionState, form: FormData) => {
    const next = await dismissUnknownAction(prev, form);
    if (next.status === 'done') router.refresh();
    return next;
  }, idle);
  const drop = (id: string) => {
    const form = new FormData();
    form.set('unknownId', id);
    startTransition(() => dismiss(form));
  };
  if (senders.length === 0) return null;
  return (
    <Fold title={t('title', { count: senders.length })} lead={t('lead')}>
      {state.status === 'refused' ? <Notice look="bad">{state.message}</Notice> : null}
      <ul>
        {senders.map(({ id, shortened, profileName, lastAt }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t hairline py-3">
            <div className="min-w-0 flex-1 basis-60">
              <p className="font-strong wrap-anywhere" dir="auto">
                {profileName ?? t('nameless')}
              </p>
              <p className="flex flex-wrap gap-x-1.5 text-muted">
                <span className="figures" dir="ltr">
                  {shortened ?? t('withheld')}
                </span>
                <span aria-hidden="true">·</span>
                <Moment at={lastAt} />
              </p>
            </div>
            <div className="flex gap-2">
              {shortened === null ? null : (
                <Link href={`/numbers/add?unknown=${id}`} className={buttonClass('plain')}>
                  <Plus aria-hidden="true" className="size-4" />
                  {t('add')}
                </Link>
              )}
              <Button onClick={() => drop(id)}>{t('dismiss')}</Button>
            </div>
          </li>
        ))}
      </ul>
    </Fold>
  );
}
