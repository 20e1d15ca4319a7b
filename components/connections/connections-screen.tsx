'use client';

import { ListChecks } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ConnectionsPage } from '#lib/accounts/connections-page.ts';
import { PageHead } from '#components/shell/page-head.tsx';
import { BackLink } from '#components/ui/back-link.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { Part } from '#components/ui/part.tsx';
import { EnterTokenForm } from './enter-token-form.tsx';
import { FoundAccounts } from './found-accounts.tsx';
import { TokenRow } from './token-row.tsx';
import { useConnections } from './use-connections.ts';

/** The access tokens that Meta is asked with: what each is good for, and a way to connect another. */
export function ConnectionsScreen({ first, whatsapp }: { first: ConnectionsPage; whatsapp: boolean }) {
  const t = useTranslations('connections');
  const { page, refetch } = useConnections(first);
  const { tokens, accounts, silent } = page;
  return (
    <div className="mx-auto max-w-240 px-4 pb-12 md:px-8">
      <BackLink href="/more">{t('back')}</BackLink>
      <PageHead
        title={t('title')}
        lead={t('lead')}
        action={
          <Link href="/connections/check" className={buttonClass('plain')}>
            <ListChecks aria-hidden="true" className="size-4" />
            {t('check')}
          </Link>
        }
      />
      <FoundAccounts accounts={accounts} silent={silent} />
      {tokens.length === 0 ? null : (
        <section aria-labelledby="tokens" className="mb-10">
          <h2 id="tokens" className="mb-2 text-lg">
            {t('tokens')}
          </h2>
          <ul>
            {tokens.map((token) => (
              <TokenRow key={token.id} token={token} alone={tokens.length === 1} onChanged={refetch} />
            ))}
          </ul>
        </section>
      )}
      <Part title={tokens.length === 0 ? t('enter') : t('enterMore')} lead={t('enterLead')}>
        <EnterTokenForm whatsapp={whatsapp} onEntered={refetch} />
      </Part>
    </div>
  );
}
