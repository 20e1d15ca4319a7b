'use client';

import { ArrowRightLeft, RefreshCw, Unplug } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { TokenRow as Row } from '#lib/accounts/connections-page.ts';
import { useNow } from '#components/time/now-provider.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import { toast } from '#components/ui/toast.ts';
import { CheckDialog, DisconnectDialog, PreferDialog } from './token-dialogs.tsx';
import { TokenFacts } from './token-facts.tsx';
import { TokenNeeds } from './token-needs.tsx';
import { TokenSign, tokenStanding } from './token-sign.tsx';

type Props = { token: Row; alone: boolean; onChanged: () => void };
type Asking = 'check' | 'prefer' | 'disconnect';

/** A connected token: how it stands, what to do about it, what it is good for. */
export function TokenRow({ token, alone, onChanged }: Props) {
  const t = useTranslations('connections');
  const now = useNow();
  const [asking, setAsking] = useState<Asking | null>(null);
  const name = token.holder ?? t('unnamed');
  const dialog = {
    token,
    name,
    onClose: () => setAsking(null),
    onDone: (message: string) => {
      toast(message);
      onChanged();
    },
  };
  const prefers = !alone && token.state === 'healthy' && (token.reaches ?? 0) > token.reads;
  return (
    <li className="flex gap-3 border-t hairline py-4" data-token={token.id}>
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
          <h3 className="text-base font-strong">
            <bdi>{name}</bdi>
          </h3>
          <span role="status">
            <TokenSign standing={tokenStanding(token, now)} />
          </span>
        </div>
        <TokenFacts token={token} />
        <TokenNeeds token={token} />
      </div>
      <Menu label={t('menu', { name })}>
        <MenuItem onSelect={() => setAsking('check')}>
          <RefreshCw aria-hidden="true" />
          {t('ask.check.item')}
        </MenuItem>
        {prefers ? (
          <MenuItem onSelect={() => setAsking('prefer')}>
            <ArrowRightLeft aria-hidden="true" />
            {t('ask.prefer.item')}
          </MenuItem>
        ) : null}
        <MenuItem onSelect={() => setAsking('disconnect')}>
          <Unplug aria-hidden="true" />
          {t('ask.disconnect.item')}
        </MenuItem>
      </Menu>
      {asking === 'check' ? <CheckDialog {...dialog} /> : null}
      {asking === 'prefer' ? <PreferDialog {...dialog} /> : null}
      {asking === 'disconnect' ? <DisconnectDialog {...dialog} alone={alone} /> : null}
    </li>
  );
}
