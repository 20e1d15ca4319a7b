'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { TokenRow } from '#lib/accounts/connections-page.ts';
import { daysLeft } from '#lib/accounts/token-time.ts';
import { Moment } from '#components/time/moment.tsx';
import { useNow } from '#components/time/now-provider.tsx';
import { MetaLine } from '#components/ui/meta-line.tsx';

/** What is known of a token in short: until when, what it reads, when it was last checked, where it came from. */
export function TokenFacts({ token }: { token: TokenRow }) {
  const t = useTranslations('connections');
  const { state, reads, reaches, sends, checkedAt, ofEnvironment, connectedAt } = token;
  const until = useUntil(token);
  const facts = [
    ...(until === undefined ? [] : [{ key: 'until', fact: <span className="figures">{until}</span> }]),
    ...(state === 'healthy' && reaches !== null
      ? [{ key: 'reads', fact: <span className="figures">{t('reads', { reads, reaches })}</span> }]
      : []),
    ...(sends !== 'no' ? [{ key: 'sends', fact: <span>{t('sends')}</span> }] : []),
    ...(checkedAt === null
      ? []
      : [
          { key: 'checked', fact: <span>{t.rich('checked', { at: () => <Moment at={checkedAt} /> })}</span> },
        ]),
    {
      key: 'from',
      fact: (
        <span>
          {ofEnvironment
            ? t('fromEnvironment')
            : t.rich('connected', { at: () => <Moment at={connectedAt} /> })}
        </span>
      ),
    },
  ];
  return (
    <div className="mt-1 text-sm text-muted">
      <MetaLine facts={facts} />
    </div>
  );
}

/** How long a healthy token lasts; undefined where that is not known or does not matter any more. */
function useUntil({ state, expiresAt, checkedAt }: TokenRow): string | undefined {
  const t = useTranslations('connections');
  const format = useFormatter();
  const now = useNow();
  if (state !== 'healthy' || checkedAt === null) return undefined;
  if (expiresAt === null) return t('endless');
  const end = new Date(expiresAt);
  const day = format.dateTime(end, { day: 'numeric', month: 'short', year: 'numeric' });
  return t('daysLeft', { count: daysLeft(end, now), day });
}
