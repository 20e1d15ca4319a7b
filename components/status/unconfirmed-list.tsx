'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { markReceivedAction, resendMessageAction } from '#app/(signed-in)/status/actions.ts';
import type { UnconfirmedMessage } from '#lib/status/status-page.ts';
import { Moment } from '#components/time/moment.tsx';
import { Button } from '#components/ui/button.tsx';
import { FormDialog } from '#components/ui/form-dialog.tsx';
import { MetaLine } from '#components/ui/meta-line.tsx';
import { toast } from '#components/ui/toast.ts';

const actions = { resend: resendMessageAction, received: markReceivedAction } as const;
type Question = { act: keyof typeof actions; message: UnconfirmedMessage };
type Props = { messages: readonly UnconfirmedMessage[]; onSettled: () => void };

/** Messages of which nobody knows whether they arrived, each with its two ways out. */
export function UnconfirmedList({ messages, onSettled }: Props) {
  const t = useTranslations('status');
  const [asked, setAsked] = useState<Question>();
  const label = asked?.message.label ?? (asked?.message.stranger === true ? t('stranger') : t('goneNumber'));
  return (
    <section aria-labelledby="unconfirmed" className="mt-10">
      <h2 id="unconfirmed" className="text-lg">
        {t('unconfirmed')}
      </h2>
      <p className="mb-2 max-w-160 text-pretty text-muted">{t('unconfirmedLead')}</p>
      <ul className="border-b hairline">
        {messages.map((message) => (
          <Row key={message.id} message={message} ask={(act) => setAsked({ act, message })} />
        ))}
      </ul>
      {asked === undefined ? null : (
        <FormDialog
          open
          onOpenChange={() => setAsked(undefined)}
          title={t(`ask.${asked.act}.title`, { label })}
          description={t(`ask.${asked.act}.lead`, { label })}
          action={actions[asked.act]}
          onDone={(done) => {
            toast(done);
            onSettled();
          }}
          submit={t(`ask.${asked.act}.submit`)}
          fields={[]}
        >
          {() => <input type="hidden" name="messageId" value={asked.message.id} />}
        </FormDialog>
      )}
    </section>
  );
}

function Row({ message, ask }: { message: UnconfirmedMessage; ask: (act: Question['act']) => void }) {
  const t = useTranslations('status');
  const { kind, label, shortened, stranger, region, triedAt, attempts, resendable, mine } = message;
  const facts = [
    { key: 'kind', fact: <span>{t(`kind.${kind}`)}</span> },
    ...(region === null ? [] : [{ key: 'region', fact: <span>{region}</span> }]),
    { key: 'tried', fact: <Moment at={triedAt} /> },
    ...(attempts > 1 ? [{ key: 'attempts', fact: <span>{t('attempts', { count: attempts })}</span> }] : []),
  ];
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-2 border-t hairline py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap gap-x-2">
          <span className="font-strong">{label ?? (stranger ? t('stranger') : t('goneNumber'))}</span>
          {shortened === null ? null : (
            <span className="figures text-muted" dir="ltr">
              {shortened}
            </span>
          )}
        </p>
        <div className="text-muted">
          <MetaLine facts={facts} />
        </div>
        {resendable ? null : (
          <p className="text-sm text-muted">{stranger ? t('noResendStranger') : t('noResend')}</p>
        )}
      </div>
      {mine ? (
        <div className="flex flex-wrap gap-2">
          {resendable ? <Button onClick={() => ask('resend')}>{t('resend')}</Button> : null}
          <Button onClick={() => ask('received')}>{t('markReceived')}</Button>
        </div>
      ) : (
        <p className="text-sm text-muted">{t('notYours')}</p>
      )}
    </li>
  );
}
